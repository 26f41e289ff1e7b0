using System.ComponentModel;
using Ddas.Nas.SearchSpace;
using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Torch.Internal;

/// <summary>
/// Adam (Kingma and Ba 2015), bit-equal to torch's own. A parameter without a gradient keeps its value, its averages and
/// its step count. Make it after the parameters are on their device. Not for use by several threads at once.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AdamOptimizer : IDisposable, IResumable
{
    private const string MeanSuffix = ".exp_avg", SquareSuffix = ".exp_avg_sq", StepSuffix = ".step";

    private readonly ParameterTable<State> table;
    private readonly double beta1, beta2, epsilon;
    private readonly Scalar keep1, add1, keep2, add2, least;

    /// <summary>Makes an optimizer over named parameters, which it does not own.</summary>
    /// <exception cref="Ddas.Nas.SearchSpace.OptionsException">An option is out of range; the message says which.</exception>
    /// <exception cref="ArgumentException">Two parameters have one name, or one is listed twice.</exception>
    public AdamOptimizer(AdamOptions options, IEnumerable<(string Name, Tensor Parameter)> parameters)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (beta1, beta2, epsilon) = (options.Beta1, options.Beta2, options.Epsilon);
        LearningRate = options.LearningRate;
        table = new ParameterTable<State>(parameters, parameter => new State(parameter));
        keep1 = beta1.ToScalar();
        add1 = (1 - beta1).ToScalar();
        keep2 = beta2.ToScalar();
        add2 = (1 - beta2).ToScalar();
        least = epsilon.ToScalar();
    }

    /// <summary>Step size of the next step; from 0.</summary>
    public double LearningRate
    {
        get;
        set
        {
            if (!(value >= 0 && double.IsFinite(value))) throw new ArgumentOutOfRangeException(nameof(value), value, "The learning rate must be at least 0.");
            field = value;
        }
    }

    /// <summary>All parameters, in the order given.</summary>
    public IReadOnlyList<Tensor> Parameters => table.Parameters;

    /// <summary>Moves all parameters that have a gradient. Gradients stay; see <see cref="Gradients.Clear"/>.</summary>
    public void Step()
    {
        using var noGradient = no_grad();
        foreach (var (_, parameter, state) in table.Rows)
        {
            using var gradient = parameter.grad;
            if (gradient is not null) Move(parameter, gradient, state);
        }
    }

    /// <summary>
    /// Copies of the averages and step counts, named after their parameter with <c>.exp_avg</c>, <c>.exp_avg_sq</c> and
    /// <c>.step</c> (a 64-bit integer, shape []); the caller disposes them.
    /// </summary>
    public IReadOnlyDictionary<string, Tensor> CaptureState()
    {
        var captured = new Dictionary<string, Tensor>();
        foreach (var (name, _, state) in table.Rows)
        {
            captured.Add(name + MeanSuffix, state.Mean.clone());
            captured.Add(name + SquareSuffix, state.Square.clone());
            captured.Add(name + StepSuffix, tensor(state.Steps));
        }
        return captured;
    }

    /// <summary>Takes over what <see cref="CaptureState"/> gave; the tensors are copied.</summary>
    /// <exception cref="ArgumentException">An entry is missing, belongs to no parameter, or has another type or shape; nothing was changed.</exception>
    public void RestoreState(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var match = new TensorMatch();
        foreach (var (name, parameter, _) in table.Rows)
        {
            match.Want(name + MeanSuffix, parameter);
            match.Want(name + SquareSuffix, parameter);
            match.Want(name + StepSuffix, ScalarType.Int64, []);
        }
        if (match.Problem(state.Select(entry => (entry.Key, entry.Value.dtype, (IReadOnlyList<long>)entry.Value.shape))) is { } problem)
            throw new ArgumentException("The optimizer's state does not fit its parameters: " + problem + ".", nameof(state));
        using var noGradient = no_grad();
        foreach (var (name, _, own) in table.Rows)
        {
            own.Mean.copy_(state[name + MeanSuffix]);
            own.Square.copy_(state[name + SquareSuffix]);
            own.Steps = state[name + StepSuffix].item<long>();
        }
    }

    /// <inheritdoc/>
    /// <remarks>The tensors of <see cref="CaptureState"/>.</remarks>
    public void Capture(CheckpointState state) => state.AddState(CaptureState());

    /// <inheritdoc/>
    public void Restore(CheckpointState state) => state.RestoreState(RestoreState);

    /// <summary>Frees the averages; the parameters stay.</summary>
    public void Dispose()
    {
        foreach (var (_, _, state) in table.Rows) state.Dispose();
        foreach (var scalar in new[] { keep1, add1, keep2, add2, least }) scalar.Dispose();
    }

    private void Move(Tensor parameter, Tensor gradient, State state)
    {
        state.Steps++;
        double correction = Math.Sqrt(1 - Math.Pow(beta2, state.Steps)), rate = -(LearningRate / (1 - Math.Pow(beta1, state.Steps)));
        using Scalar divisor = correction.ToScalar(), factor = rate.ToScalar();
        state.Mean.mul_(keep1).add_(gradient, add1);
        state.Square.mul_(keep2).addcmul_(gradient, gradient, add2);
        using var root = state.Square.sqrt();
        root.div_(divisor).add_(least, Scalars.One);
        parameter.addcdiv_(state.Mean, root, factor);
    }

    private sealed class State(Tensor parameter) : IDisposable
    {
        public Tensor Mean { get; } = zeros_like(parameter, requires_grad: false).DetachFromDisposeScope();

        public Tensor Square { get; } = zeros_like(parameter, requires_grad: false).DetachFromDisposeScope();

        public long Steps { get; set; }

        public void Dispose()
        {
            Mean.Dispose();
            Square.Dispose();
        }
    }
}
