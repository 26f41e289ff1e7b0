using System.Diagnostics;
using Xunit;

namespace Ddas.Nas.TestSupport;

/// <summary>Named pipes that nobody writes to: a reader that opens one waits for ever.</summary>
public static class Pipes
{
    /// <summary>Most time that a reader may take to refuse one.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Makes one; skips the test where there are none.</summary>
    public static string Make(string path)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "this system has no named pipes among its files");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
        return process.ExitCode == 0 ? path : throw new IOException($"mkfifo {path} failed.");
    }

    /// <summary>What a reader throws; fails where it is not done in time.</summary>
    public static Exception? Read(Action read)
    {
        var reading = Task.Run(() => Record.Exception(read));
        Assert.True(reading.Wait(Patience), "The reader waits for the pipe.");
        return reading.Result;
    }
}
