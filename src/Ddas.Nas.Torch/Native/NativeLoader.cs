using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using TorchSharp;

namespace Ddas.Nas.Torch.Native;

/// <summary>The state behind <see cref="TorchNative"/>: what was named, hooked, loaded or failed in this process.</summary>
internal static partial class NativeLoader
{
    private static readonly Lock Gate = new();
    private static readonly Assembly TorchSharpAssembly = typeof(torch).Assembly;
    private static int hooked;
    private static volatile bool loaded;
    private static bool probed;
    private static bool allocatorTuned;
    private static LibtorchFolder? folder;
    private static nint torchCpu;
    private static (nint Handle, string Path)? patched;
    private static string? failure;

    public static void Hook()
    {
        if (Interlocked.Exchange(ref hooked, 1) != 0) return;
        // Raised only after the runtime's own probing failed, for imports and for NativeLibrary.TryLoad alike.
        AssemblyLoadContext.GetLoadContext(TorchSharpAssembly)!.ResolvingUnmanagedDll += (_, name) => Resolve(name);
    }

    public static void UseLibtorch(string path)
    {
        lock (Gate)
        {
            var named = LibtorchFolder.Open(path);
            if (folder?.Path == named.Path) return;
            if (folder is not null) throw new InvalidOperationException($"libtorch is already taken from '{folder.Path}'; a process can use only one.");
            if (probed || LoadedLibrary.PathOf(NativeFiles.FileName(NativeFiles.TorchCpu)) is not null)
                throw new InvalidOperationException("Torch is already in use; call TorchNative.UseLibtorch before the first tensor or device.");
            Hook();
            allocatorTuned = AllocatorTuning.Apply();
            torchCpu = LoadFrom(named);
            folder = named;
        }
    }

    public static void Load()
    {
        if (loaded) return;
        lock (Gate)
        {
            if (failure is not null) throw new TorchNativeException(failure);
            if (!probed) Probe();
        }
        try
        {
            // Outside the gate: another thread inside this constructor may be waiting for it in Resolve.
            RuntimeHelpers.RunClassConstructor(typeof(torch).TypeHandle);
            loaded = true;
        }
        catch (TypeInitializationException e)
        {
            throw Fail("TorchSharp's native library is loaded but does not start: " + (e.InnerException ?? e).Message.Split('\n')[0].TrimEnd('.', '\r') + ".", e);
        }
    }

    public static TorchNativeDescription Describe()
    {
        lock (Gate)
        {
            string? bridge = patched?.Path ?? LoadedLibrary.PathOf(NativeFiles.FileName(NativeFiles.Bridge));
            string? cpu = LoadedLibrary.PathOf(NativeFiles.FileName(NativeFiles.TorchCpu));
            var status = failure is not null ? TorchNativeStatus.Failed
                : patched is not null ? TorchNativeStatus.PatchedCopy
                : bridge is not null ? TorchNativeStatus.AsShipped
                : TorchNativeStatus.NotLoaded;
            string? version = cpu is not null && NativeLibrary.TryLoad(cpu, out nint handle) ? LibtorchVersion.Of(handle) : null;
            return new TorchNativeDescription(status, bridge, cpu, version, allocatorTuned, failure);
        }
    }

    /// <summary>Loads the natives by the same calls that TorchSharp will make, which then cannot fail.</summary>
    private static void Probe()
    {
        Hook();
        allocatorTuned |= AllocatorTuning.Apply();
        try
        {
            if (torchCpu == 0) torchCpu = LoadByName(NativeFiles.TorchCpu, NativeFailure.NoLibtorch(NativeFiles.RuntimeIdentifier));
            string place = folder?.Path ?? NativeFiles.Find(NativeFiles.TorchCpu) ?? NativeFiles.TorchCpu;
            LibtorchVersion.Check(LibtorchVersion.Of(torchCpu) ?? throw new TorchNativeException(NativeFailure.UnknownVersion(place)), place);
            LoadByName(NativeFiles.Bridge, NativeFailure.NoBridge(NativeFiles.FileName(NativeFiles.Bridge)));
            probed = true;
        }
        catch (TorchNativeException e)
        {
            throw Fail(e.Message, e.InnerException);
        }
    }

    private static nint LoadByName(string library, string whenAbsent)
    {
        if (NativeLibrary.TryLoad(library, TorchSharpAssembly, null, out nint handle)) return handle;
        if (failure is not null) throw new TorchNativeException(failure);
        return NativeFiles.Find(library) is { } file ? LoadFile(file) : throw new TorchNativeException(whenAbsent);
    }

    private static nint LoadFile(string path)
    {
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw new TorchNativeException(NativeFailure.Explain(path, e), e);
        }
    }

    /// <summary>Loads the user's libtorch whole, so that every later request by name finds it.</summary>
    private static nint LoadFrom(LibtorchFolder named)
    {
        nint cpu = 0;
        foreach (string library in new[] { "c10", NativeFiles.TorchCpu, NativeFiles.TorchCuda, "torch" })
        {
            if (named.Find(library) is not { } file) continue;
            bool asked = library is NativeFiles.TorchCpu or NativeFiles.TorchCuda; // by TorchSharp, by name
            string? own = asked ? NativeFiles.Find(library) : null;
            if (own is not null && !OperatingSystem.IsLinux()) throw new TorchNativeException(NativeFailure.TwoCopies(own, named.Path));
            nint handle = LoadFile(file);
            if (own is not null && OperatingSystem.IsLinux() && !LoadedLibrary.TryAlias(handle, own))
                throw new TorchNativeException(NativeFailure.TwoCopies(own, named.Path));
            if (library == NativeFiles.TorchCpu) cpu = handle;
        }
        LibtorchVersion.Check(LibtorchVersion.Of(cpu) ?? throw new TorchNativeException(NativeFailure.UnknownVersion(named.Path)), named.Path);
        return cpu;
    }

    /// <summary>Answers the runtime's request for a native that it did not find; 0 where there is no answer.</summary>
    private static nint Resolve(string library)
    {
        if (library is not (NativeFiles.Bridge or NativeFiles.TorchCpu or NativeFiles.TorchCuda)) return 0;
        lock (Gate)
        {
            try
            {
                if (library == NativeFiles.Bridge) return LoadBridge();
                return folder?.Find(library) is { } file ? LoadFile(file) : 0;
            }
            catch (TorchNativeException e)
            {
                failure ??= e.Message; // the caller here is TorchSharp or the runtime, which expect no exception
                return 0;
            }
        }
    }

    private static nint LoadBridge()
    {
        if (patched is { } copy) return copy.Handle;
        if ((NativeFiles.Find(NativeFiles.Bridge) ?? folder?.Find(NativeFiles.Bridge)) is not { } original) return 0;
        if ((folder?.Find("torch") ?? NativeFiles.Find("torch")) is { } torchFile) LoadFile(torchFile); // a copy elsewhere finds it by name
        try
        {
            return NativeLibrary.Load(original);
        }
        catch (DllNotFoundException e) when (OperatingSystem.IsLinux() && MissingVersion().Match(e.Message) is { Success: true } missing)
        {
            patched = LoadPatched(original, missing.Groups[1].Value);
            return patched.Value.Handle;
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw new TorchNativeException(NativeFailure.Explain(original, e), e);
        }
    }

    [System.Runtime.Versioning.SupportedOSPlatform("linux")]
    private static (nint Handle, string Path) LoadPatched(string original, string version)
    {
        try
        {
            return PatchedCopy.Load(original, version);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException or PlatformNotSupportedException or IOException or UnauthorizedAccessException)
        {
            throw new TorchNativeException(NativeFailure.Explain(original, e), e);
        }
    }

    private static TorchNativeException Fail(string sentence, Exception? cause)
    {
        failure ??= sentence;
        return new TorchNativeException(failure, cause);
    }

    [GeneratedRegex(@"version [`'](GLIBCXX_[0-9.]+)' not found \(required by .*libLibTorchSharp\.so\)")]
    private static partial Regex MissingVersion();
}
