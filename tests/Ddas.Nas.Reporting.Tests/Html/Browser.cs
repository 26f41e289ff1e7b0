using System.Diagnostics;

namespace Ddas.Nas.Reporting.Tests.Html;

/// <summary>A real browser without a window, if there is one.</summary>
internal static class Browser
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>The document after its scripts ran, and what the browser said meanwhile; skips the running test where there is no browser.</summary>
    public static (string Document, string Console) Open(string page, string profile)
    {
        string? browser = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        if (browser is null) Assert.Skip($"needs a browser ({string.Join(", ", Names)}) on the path");
        var start = new ProcessStartInfo(browser) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["--headless", "--no-sandbox", "--disable-gpu", $"--user-data-dir={profile}", "--enable-logging=stderr", "--v=0", "--virtual-time-budget=5000", "--dump-dom", new Uri(page).AbsoluteUri])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var document = process.StandardOutput.ReadToEndAsync();
        var console = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(2)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail("The browser did not end.");
        }

        return (document.GetAwaiter().GetResult(), console.GetAwaiter().GetResult());
    }
}
