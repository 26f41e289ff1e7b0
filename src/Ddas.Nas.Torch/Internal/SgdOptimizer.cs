using System.ComponentModel;
using Ddas.Nas.SearchSpace;
using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Torch.Internal;

/// <summary>
/// Stochastic gradient descent with momentum and weight decay, in the arithmetic of torch's own and bit-equal to it, over
/// an explicit list of active parameters: a parameter that is not listed or has no gradient keeps its value and its
/// momentum bit for bit. Make it after the parameters are on their device. Not for use by several threads at once.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SgdOptimizer : IDisposable, IResumable
{
    private const string MomentumSuffix = ".momentum_buffer";

    private readonly ParameterTable<State> table;
    private readonly bool hasMomentum;
    private readonly double? maxNorm;
    private readonly Scalar momentum;
    private readonly Scalar? decay;
    private long steps;

    /// <summary>Makes an optimizer over named parameters, which it does not own.</summary>
    /// <exception cref="Ddas.Nas.SearchSpace.OptionsException">An option is out of range; the message says which.</exception>
    /// <exception cref="ArgumentException">Two parameters have one name, or one is listed twice.</exception>
    public SgdOptimizer(SgdOptions options, IEnumerable<(string Name, Tensor Parameter)> parameters)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        hasMomentum = options.Momentum != 0;
        maxNorm = options.MaxGradientNorm;
        LearningRate = options.LearningRate;
        table = new ParameterTable<State>(parameters, _ => new State());
        momentum = options.Momentum.ToScalar();
        decay = options.WeightDecay != 0 ? options.WeightDecay.ToScalar() : null;
        if (hasMomentum && options.PreallocateMomentum)
            foreach (var (_, parameter, state) in table.Rows) state.Allocate(parameter);
    }

    /// <summary>Step size of the next step; from 0. Set it to follow a schedule.</summary>
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

    /// <summary>Moves all parameters that have a gradient; see <see cref="Step(IReadOnlyList{Tensor})"/>.</summary>
    public void Step() => Step(table.Parameters);

    /// <summary>
    /// Clips the gradients of the active parameters together, then moves those that have one. Gradients stay, clipped;
    /// see <see cref="Gradients.Clear"/>.
    /// </summary>
    /// <param name="active">Parameters of this optimizer, each once; tensors on one device.</param>
    /// <exception cref="ArgumentException">A tensor is none of this optimizer's parameters, or is listed twice.</exception>
    public void Step(IReadOnlyList<Tensor> active)
    {
        ArgumentNullException.ThrowIfNull(active);
        steps++;
        foreach (var parameter in active)
            if (!table[parameter].Visit(steps)) throw new ArgumentException("A parameter is listed twice.", nameof(active));
        using var noGradient = no_grad();
        using var gradients = new ActiveGradients(active);
        if (maxNorm is { } norm) GradientClipping.ClipNorm(gradients.Gradients, norm)?.Dispose();
        using var rate = (-LearningRate).ToScalar();
        for (int i = 0; i < gradients.Parameters.Count; i++) Move(gradients.Parameters[i], gradients.Gradients[i], rate);
    }

    /// <summary>
    /// Copies of the momentum of every parameter that has one, named after it with <c>.momentum_buffer</c>; the caller
    /// disposes them.
    /// </summary>
    public IReadOnlyDictionary<string, Tensor> CaptureState() =>
        table.Rows.Where(row => row.State.Started).ToDictionary(row => row.Name + MomentumSuffix, row => row.State.Buffer!.clone());

    /// <summary>Takes over what <see cref="CaptureState"/> gave; the tensors are copied. Parameters without an entry have no momentum.</summary>
    /// <exception cref="ArgumentException">An entry belongs to no parameter or has another type or shape; nothing was changed.</exception>
    public void RestoreState(IReadOnlyDictionary<string, Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var match = new TensorMatch();
        foreach (var (name, parameter, _) in table.Rows) match.Want(name + MomentumSuffix, parameter, isOptional: true);
        if (match.Problem(state.Select(entry => (entry.Key, entry.Value.dtype, (IReadOnlyList<long>)entry.Value.shape))) is { } problem)
            throw new ArgumentException("The optimizer's state does not fit its parameters: " + problem + ".", nameof(state));
        foreach (var (name, parameter, own) in table.Rows) own.Restore(parameter, state.GetValueOrDefault(name + MomentumSuffix));
    }

    /// <inheritdoc/>
    /// <remarks>The tensors of <see cref="CaptureState"/>.</remarks>
    public void Capture(CheckpointState state) => state.AddState(CaptureState());

    /// <inheritdoc/>
    public void Restore(CheckpointState state) => state.RestoreState(RestoreState);

    /// <summary>Frees momentum; the parameters stay.</summary>
    public void Dispose()
    {
        foreach (var (_, _, state) in table.Rows) state.Dispose();
        momentum.Dispose();
        decay?.Dispose();
    }

    private void Move(Tensor parameter, Tensor gradient, Scalar rate)
    {
        using var decayed = decay is null ? null : gradient.add(parameter, decay);
        var direction = decayed ?? gradient;
        if (hasMomentum) direction = table[parameter].Accumulate(direction, momentum);
        parameter.add_(direction, rate);
    }

    private sealed class State : IDisposable
    {
        private long visited;

        public Tensor? Buffer { get; private set; }

        /// <summary>Whether the buffer holds a direction, not merely memory.</summary>
        public bool Started { get; private set; }

        public bool Visit(long step)
        {
            bool first = visited != step;
            visited = step;
            return first;
        }

        public void Allocate(Tensor parameter) => Buffer ??= zeros_like(parameter, requires_grad: false).DetachFromDisposeScope();

        public Tensor Accumulate(Tensor direction, Scalar momentum)
        {
            if (Started) Buffer!.mul_(momentum).add_(direction, Scalars.One);
            else if (Buffer is null) Buffer = direction.clone().DetachFromDisposeScope();
            else Buffer.copy_(direction);
            Started = true;
            return Buffer;
        }

        public void Restore(Tensor parameter, Tensor? value)
        {
            Started = value is not null;
            if (value is null) return;
            using var noGradient = no_grad();
            Allocate(parameter);
            Buffer!.copy_(value);
        }

        public void Dispose() => Buffer?.Dispose();
    }
}
