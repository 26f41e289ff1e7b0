using System.ComponentModel;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;
using static TorchSharp.torch;

namespace Ddas.Nas.Torch.Internal;

/// <summary>Tensors in checkpoints, bit for bit.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CheckpointTensors
{
    /// <summary>Puts copies of tensors of any device and strides.</summary>
    /// <exception cref="NonFiniteException">A tensor holds NaN or infinity: a checkpoint must be a state from which a run can go on.</exception>
    public static void AddTensors(this CheckpointState state, IEnumerable<(string Name, Tensor Tensor)> tensors)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(tensors);
        foreach (var (name, tensor) in tensors)
        {
            var packed = TensorFile.Pack(name, tensor);
            if (packed.Type == ArrayType.Float32 && !IsFinite(packed.Values<float>()))
                throw new NonFiniteException($"The tensor '{name}' holds numbers that are not finite, so no checkpoint is written: training has diverged. Lower the learning rate.");
            state.Add(packed);
        }
    }

    /// <summary>Copies the tensors of a section into existing ones of the same names, element types and shapes, of any device and strides.</summary>
    /// <exception cref="CheckpointException">The section lacks a tensor, has one too many, or one of another type or shape; no target was changed.</exception>
    public static void CopyTensorsTo(this CheckpointState state, IEnumerable<(string Name, Tensor Tensor)> targets)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(targets);
        var wanted = targets.ToList();
        var there = state.Tensors.ToDictionary(static tensor => tensor.Name);
        var match = new TensorMatch();
        foreach (var (name, target) in wanted) match.Want(name, target);
        if (match.Problem(there.Values.Select(static tensor => (tensor.Name, TensorTypes.ToTorch(tensor.Type), tensor.Shape))) is { } problem)
            throw new CheckpointException($"The checkpoint holds other tensors than are needed: {problem}.");
        using var noGradient = no_grad();
        foreach (var (name, target) in wanted)
        {
            using var value = TensorFile.Unpack(there[name], CPU);
            target.copy_(value);
        }
    }

    /// <summary>Puts an optimizer's state and disposes it.</summary>
    internal static void AddState(this CheckpointState state, IReadOnlyDictionary<string, Tensor> captured)
    {
        ArgumentNullException.ThrowIfNull(state);
        try
        {
            state.AddTensors(captured.Select(static entry => (entry.Key, entry.Value)));
        }
        finally
        {
            foreach (var tensor in captured.Values) tensor.Dispose();
        }
    }

    /// <summary>Gives an optimizer the state of a section.</summary>
    internal static void RestoreState(this CheckpointState state, Action<IReadOnlyDictionary<string, Tensor>> restore)
    {
        ArgumentNullException.ThrowIfNull(state);
        var tensors = state.Tensors.ToDictionary(static tensor => tensor.Name, static tensor => TensorFile.Unpack(tensor, CPU));
        try
        {
            restore(tensors);
        }
        catch (ArgumentException e)
        {
            throw new CheckpointException(e.Message, e);
        }
        finally
        {
            foreach (var tensor in tensors.Values) tensor.Dispose();
        }
    }

    private static bool IsFinite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
            if (!float.IsFinite(value)) return false;
        return true;
    }
}
