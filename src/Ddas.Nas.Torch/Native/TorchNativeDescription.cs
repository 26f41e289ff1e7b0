namespace Ddas.Nas.Torch.Native;

/// <summary>The state of torch's native libraries in this process.</summary>
/// <param name="Status">How TorchSharp's native library was loaded.</param>
/// <param name="NativePath">The file of TorchSharp's native library (LibTorchSharp) in use; null before it is loaded.</param>
/// <param name="LibtorchPath">The file of libtorch's CPU part (torch_cpu) in use; null before it is loaded.</param>
/// <param name="LibtorchVersion">Version of libtorch as the library itself reports it, such as 2.10.0; null before it is loaded.</param>
/// <param name="AllocatorTuned">
/// Whether glibc keeps freed memory for the next tensor instead of returning it to the system at once; set on Linux
/// before the first tensor unless the environment variable DDAS_NAS_MALLOC is 0.
/// </param>
/// <param name="Error">The sentence of the failed load, else null.</param>
public sealed record TorchNativeDescription(
    TorchNativeStatus Status,
    string? NativePath,
    string? LibtorchPath,
    string? LibtorchVersion,
    bool AllocatorTuned,
    string? Error);
