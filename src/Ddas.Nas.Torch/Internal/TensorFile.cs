using System.ComponentModel;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;
using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Torch.Internal;

/// <summary>
/// Tensors in safetensors files, bit for bit. Values are stored row-major whatever their strides are in memory, and go
/// back into tensors of any strides and device.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TensorFile
{
    /// <summary>Writes tensors; see <see cref="SafetensorsFile.Write"/> for what a reader sees meanwhile.</summary>
    /// <param name="path">Where to; its folder must exist.</param>
    /// <param name="tensors">Names and tensors of any device and strides; names unique.</param>
    /// <param name="metadata">Free text entries; null for none.</param>
    /// <exception cref="ArgumentException">Two tensors have one name, or an element type is not supported.</exception>
    /// <exception cref="SafetensorsException">The file cannot be written.</exception>
    public static void Save(string path, IEnumerable<(string Name, Tensor Tensor)> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        SafetensorsFile.Write(path, tensors.Select(tensor => Pack(tensor.Name, tensor.Tensor)), metadata);
    }

    /// <summary>Copies a file's tensors into existing ones of the same names, element types and shapes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="targets">Names and tensors, of any device and strides.</param>
    /// <param name="requireFinite">Whether a file with a number that is not finite is refused, as the weights of a network should be.</param>
    /// <returns>The file's metadata.</returns>
    /// <exception cref="SafetensorsException">
    /// The file cannot be read, is damaged, holds numbers that are not finite, or lacks a tensor, has one too many or one of another type or shape; one
    /// message names them all, and no target was changed.
    /// </exception>
    public static IReadOnlyDictionary<string, string> Load(string path, IEnumerable<(string Name, Tensor Tensor)> targets, bool requireFinite = false)
    {
        ArgumentNullException.ThrowIfNull(targets);
        var file = SafetensorsFile.Read(path);
        if (requireFinite) file.RequireFinite();
        var wanted = targets.ToList();
        var match = new TensorMatch();
        foreach (var (name, target) in wanted) match.Want(name, target);
        if (match.Problem(file.Tensors.Select(tensor => (tensor.Name, TensorTypes.ToTorch(tensor.Type), tensor.Shape))) is { } problem)
            throw new SafetensorsException($"'{path}' holds other tensors than are to be loaded: {problem}.");
        using var noGradient = no_grad();
        foreach (var (name, target) in wanted)
        {
            using var value = Unpack(file.Find(name)!, CPU);
            target.copy_(value);
        }
        return file.Metadata;
    }

    /// <summary>Reads all tensors of a file as new ones, which the caller disposes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="device">Where the tensors go.</param>
    /// <exception cref="SafetensorsException">The file cannot be read or is damaged.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(string path, Device device) =>
        SafetensorsFile.Read(path).Tensors.ToDictionary(tensor => tensor.Name, tensor => Unpack(tensor, device));

    /// <summary>A copy of a tensor's values for a file.</summary>
    /// <exception cref="ArgumentException">The element type is not supported, or the tensor is larger than 2 GB.</exception>
    public static NamedArray Pack(string name, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var type = TensorTypes.FromTorch(tensor.dtype) ?? throw new ArgumentException($"Tensor '{name}' has the element type {tensor.dtype}, which safetensors files of this library do not hold.");
        if (tensor.NumberOfElements > Array.MaxLength / tensor.ElementSize) throw new ArgumentException($"Tensor '{name}' is larger than 2 GB.");
        using var detached = tensor.detach();
        using var local = detached.cpu();
        using var packed = local.contiguous();
        return new NamedArray(name, type, packed.shape, packed.bytes.ToArray());
    }

    /// <summary>A new tensor with the values of one from a file.</summary>
    public static Tensor Unpack(NamedArray tensor, Device device)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var local = empty([.. tensor.Shape], TensorTypes.ToTorch(tensor.Type), CPU);
        tensor.Bytes.Span.CopyTo(local.bytes);
        if (device.type == DeviceType.CPU) return local;
        using (local) return local.to(device);
    }
}
