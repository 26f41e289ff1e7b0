using System.Runtime.CompilerServices;
using Ddas.Nas.Torch.Native;

namespace Ddas.Nas.Torch;

/// <summary>
/// Loads the native libraries of TorchSharp: makes them load where libstdc++ is older than TorchSharp's builds ask for,
/// takes libtorch from a folder that the user names, and says in one sentence what to install where neither works.
/// All members may be called from any thread. Nothing is ever written to the console.
/// </summary>
public static class TorchNative
{
    /// <summary>
    /// Registers the resolver for TorchSharp's natives. Cheap and idempotent; it must have run before the process's
    /// first call into TorchSharp, which is why executables compile in a module initializer that calls it.
    /// </summary>
    public static void EnsureHooked() => NativeLoader.Hook();

    /// <summary>
    /// Takes libtorch (c10, torch_cpu, torch_cuda where present) from <paramref name="folder"/> instead of the packages
    /// of the application, and loads it at once. Naming the same folder again does nothing.
    /// </summary>
    /// <param name="folder">
    /// The <c>lib</c> folder of a PyTorch installation or of an unzipped libtorch, or the folder that holds <c>lib</c>.
    /// Its version must be the one that TorchSharp was built against (2.10).
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="folder"/> is null, empty or blank.</exception>
    /// <exception cref="TorchNativeException">Folder or libraries are missing, of another version, or do not load.</exception>
    /// <exception cref="InvalidOperationException">Torch is already in use, or another folder was named before.</exception>
    public static void UseLibtorch(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        NativeLoader.UseLibtorch(folder);
    }

    /// <summary>
    /// Loads libtorch and TorchSharp's native library, after setting up the memory allocator (see
    /// <see cref="TorchNativeDescription.AllocatorTuned"/>). To be called before the first tensor; repeated calls cost nothing.
    /// </summary>
    /// <exception cref="TorchNativeException">
    /// They do not load; the message is one sentence that says what to install. A failure is final for the process:
    /// later calls throw the same message.
    /// </exception>
    public static void EnsureLoaded() => NativeLoader.Load();

    /// <summary>What has been loaded so far, and from where. Loads nothing and never throws.</summary>
    public static TorchNativeDescription Describe() => NativeLoader.Describe();

#pragma warning disable CA2255 // Deliberate in a library: it has to precede TorchSharp's own initialization.
    [ModuleInitializer]
    internal static void Initialize() => EnsureHooked();
#pragma warning restore CA2255
}
