using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Ddas.Nas.Tool.Tests.Faults;

/// <summary>The application as a process of its own, so that it can be killed. Disposing kills it.</summary>
internal sealed class DdasProcess : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "ddas.exe" : "ddas");
    private readonly Process process;
    private readonly StringBuilder error = new();

    private DdasProcess(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = InterruptIsIgnored ? new ProcessStartInfo("env", ["--default-signal=INT", Program, .. arguments]) : new ProcessStartInfo(Program, arguments);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment["OMP_NUM_THREADS"] = "1";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (error) error.AppendLine(line.Data);
        };
        process.BeginErrorReadLine();
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
    }

    /// <summary>Whether these tests were started with SIGINT ignored, as in a background job. A child would inherit that, and .NET leaves it so.</summary>
    private static bool InterruptIsIgnored { get; } = OperatingSystem.IsLinux()
        && (ulong.Parse(File.ReadLines("/proc/self/status").Single(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))[7..], NumberStyles.HexNumber | NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture) & 2) != 0;

    /// <summary>Whether it has ended by itself or been killed.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>Starts the application.</summary>
    public static DdasProcess Start(IEnumerable<string> arguments) => new(arguments);

    /// <summary>Runs the application to its end.</summary>
    public static (int Code, string Error) Run(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        using var process = new DdasProcess(arguments, environment);
        return process.Wait();
    }

    /// <summary>Waits for its end.</summary>
    public (int Code, string Error) Wait()
    {
        if (!process.WaitForExit(TimeSpan.FromMinutes(5))) throw new TimeoutException($"The application does not end: {error}");
        process.WaitForExit(); // until the error stream is read to its end
        lock (error) return (process.ExitCode, error.ToString().Trim());
    }

    /// <summary>kill -9: the process gets no chance to clean up.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>Sends it a signal, for example <c>TERM</c>.</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>Waits until a condition holds or the process ends; whether it holds.</summary>
    public bool WaitUntil(Func<bool> condition)
    {
        for (long start = Stopwatch.GetTimestamp(); !process.HasExited; Thread.Sleep(1))
        {
            if (condition()) return true;
            if (Stopwatch.GetElapsedTime(start) > TimeSpan.FromMinutes(5)) throw new TimeoutException($"The application does not come that far: {error}");
        }

        return condition();
    }

    public void Dispose()
    {
        if (!process.HasExited) Kill();
        process.Dispose();
    }
}
