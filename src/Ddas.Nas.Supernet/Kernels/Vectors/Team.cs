using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Kernels.Vectors;

/// <summary>
/// Runs the parts of one kernel on as many threads as torch uses. Where libtorch's OpenMP can be called, on its own
/// threads: after each operation they spin for a while, and threads of ours beside them would get half a core.
/// </summary>
internal static unsafe class Team
{
    private static readonly delegate* unmanaged<delegate* unmanaged<nint, void>, nint, uint, uint, void> OpenMp = FindOpenMp();

    /// <summary>
    /// Calls <paramref name="part"/> once with each of 0 ... <paramref name="parts"/> - 1 and returns when all are done.
    /// Which thread runs which part, and when, is left open: a part's result must not depend on it.
    /// </summary>
    /// <remarks>What the first part threw leaves as it was thrown.</remarks>
    public static void Run(int parts, Action<int> part)
    {
        int threads = Math.Min(get_num_threads(), parts);
        var work = new Work(parts, part);
        if (threads <= 1) work.Take();
        else if (OpenMp is not null) RunOpenMp(work, threads);
        else Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ => work.Take());
        if (work.Error is { } error) ExceptionDispatchInfo.Throw(error);
    }

    private static void RunOpenMp(Work work, int threads)
    {
        var handle = GCHandle.Alloc(work);
        OpenMp(&Enter, GCHandle.ToIntPtr(handle), (uint)threads, 0);
        handle.Free();
    }

    [UnmanagedCallersOnly]
    private static void Enter(nint handle) => Unsafe.As<Work>(GCHandle.FromIntPtr(handle).Target!).Take();

    private static delegate* unmanaged<delegate* unmanaged<nint, void>, nint, uint, uint, void> FindOpenMp()
    {
        if (!OperatingSystem.IsLinux()) return null;
        string[] loaded = LoadedOpenMp();
        return loaded.Length == 1 && NativeLibrary.TryLoad(loaded[0], out nint library) && NativeLibrary.TryGetExport(library, "GOMP_parallel", out nint entry)
            ? (delegate* unmanaged<delegate* unmanaged<nint, void>, nint, uint, uint, void>)entry
            : null;
    }

    /// <summary>OpenMP runtimes in the process; with more than one it is open which is libtorch's, unless one lies beside it.</summary>
    private static string[] LoadedOpenMp()
    {
        using var process = Process.GetCurrentProcess();
        string[] all = [.. process.Modules.Cast<ProcessModule>().Select(module => module.FileName).Distinct()];
        string[] runtimes = [.. all.Where(path => Path.GetFileName(path) is { } name
            && (name.StartsWith("libgomp", StringComparison.Ordinal) || name.StartsWith("libiomp5", StringComparison.Ordinal) || name.StartsWith("libomp", StringComparison.Ordinal)))];
        if (runtimes.Length <= 1) return runtimes;
        string? torchFolder = Path.GetDirectoryName(all.FirstOrDefault(path => Path.GetFileName(path) == "libtorch_cpu.so"));
        return [.. runtimes.Where(path => Path.GetDirectoryName(path) == torchFolder)];
    }

    private sealed class Work(int parts, Action<int> part)
    {
        private int next;

        public Exception? Error { get; private set; }

        /// <summary>Takes parts until none is left. Never throws: the caller may be a native thread.</summary>
        public void Take()
        {
            try
            {
                for (int i = Interlocked.Increment(ref next) - 1; i < parts; i = Interlocked.Increment(ref next) - 1)
                    part(i);
            }
#pragma warning disable CA1031 // Rethrown by Run; no exception may cross native frames.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Error ??= e;
            }
        }
    }
}
