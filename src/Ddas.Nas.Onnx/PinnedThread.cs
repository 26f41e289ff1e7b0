using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Ddas.Nas.Onnx;

/// <summary>A thread of its own that stays on one processor where the system allows it (Linux), so that measured times do not include migrations.</summary>
internal static partial class PinnedThread
{
    /// <summary>Runs a function there and waits for it; its exceptions pass through.</summary>
    public static T Run<T>(Func<T> function)
    {
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                Pin();
                result = function();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }

    private static void Pin()
    {
        if (!OperatingSystem.IsLinux()) return;
        int processor = GetProcessor();
        if (processor < 0) return;
        Span<byte> mask = stackalloc byte[128]; // 1,024 processors, as glibc's cpu_set_t
        if (processor >= mask.Length * 8) return;
        mask.Clear();
        mask[processor / 8] = (byte)(1 << (processor % 8));
        SetAffinity(0, mask.Length, ref MemoryMarshal.GetReference(mask)); // refused in some containers: then it is not pinned
    }

    [LibraryImport("libc", EntryPoint = "sched_getcpu")]
    private static partial int GetProcessor();

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nint bytes, ref byte mask);
}
