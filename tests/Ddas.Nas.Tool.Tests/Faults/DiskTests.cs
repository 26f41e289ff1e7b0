using System.Diagnostics;
using Ddas.Nas.Records;

namespace Ddas.Nas.Tool.Tests.Faults;

/// <summary>What the disk, other processes and signals do to a run.</summary>
public sealed class DiskTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void On_a_full_disk_the_run_stops_and_goes_on_when_there_is_room()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "needs to mount a small tmpfs, which takes Linux and root");
        string disk = Directory.CreateDirectory(folder.Combine("disk")).FullName;
        // A checkpoint of DDAS-NL has 8 MB: there is room for that of the beginning, not for a second.
        Assert.SkipUnless(Execute("mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", disk), "needs to mount a small tmpfs, which is not allowed here");
        try
        {
            string[] search = Toys.Search("nl", Supernet());
            string run = Path.Combine(disk, "run"), whole = folder.Combine("whole");
            Toys.Run(search, "--run", whole);

            var full = DdasProcess.Run([.. search, "--run", run]);

            full.Code.Should().Be(1);
            full.Error.Should().StartWith("ddas: The checkpoint of step 3 cannot be written").And.Contain("No space left").And.Contain("checkpoint of step 0").And.EndWith("make room, then go on with --resume.").And.NotContain("\n");
            File.ReadAllText(Path.Combine(run, "checkpoints", "latest")).Should().Be("0\n");
            Execute("mount", "-o", "remount,size=64m", disk).Should().BeTrue();
            DdasProcess.Run([.. search, "--run", run, "--resume"]).Code.Should().Be(0);
            Toys.ShouldBeSameRun(run, whole);
        }
        finally
        {
            Execute("umount", disk);
        }
    }

    [Fact]
    public void A_report_on_a_full_disk_says_so()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "needs to mount a small tmpfs, which takes Linux and root");
        string disk = Directory.CreateDirectory(folder.Combine("disk")).FullName, run = folder.Combine("run");
        Toys.Run(["search", "--agent", "rs", "--table", Tables.Write(folder.Combine("table.csv")), "--accuracy", "accuracy", "--steps", "3", "--quiet"], "--run", run);
        Assert.SkipUnless(Execute("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk), "needs to mount a small tmpfs, which is not allowed here");
        try
        {
            var (code, error) = DdasProcess.Run(["report", "--run", run, "--out", Path.Combine(disk, "report")]);

            code.Should().Be(1);
            error.Should().StartWith("ddas: ").And.Contain("No space left").And.EndWith("The disk is full: make room, then run the command again.").And.NotContain("\n");
        }
        finally
        {
            Execute("umount", disk);
        }
    }

    [Fact]
    public void An_unforeseen_error_is_told_where_no_temporary_file_can_be_written()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs TMPDIR");
        string run = folder.Combine("run");
        Toys.Run(["search", "--agent", "rs", "--table", Tables.Write(folder.Combine("table.csv")), "--accuracy", "accuracy", "--steps", "3", "--quiet"], "--run", run);

        var (code, error) = DdasProcess.Run(["report", "--run", run, "--out", folder.Combine(new string('x', 300))], ("TMPDIR", folder.Combine("none")));

        code.Should().Be(1);
        error.Should().StartWith("ddas: ").And.Contain("The details, which cannot be written to ").And.Contain("System.IO.").And.NotContain("Unhandled");
    }

    [Fact]
    public void A_folder_that_vanishes_ends_the_run_with_a_clear_error()
    {
        string run = folder.Combine("run");
        using var process = DdasProcess.Start([.. Toys.Search("rs", Supernet()), "--run", run]);
        process.WaitUntil(() => File.Exists(Path.Combine(run, "checkpoints", "latest"))).Should().BeTrue();
        Directory.Move(run, folder.Combine("moved"));

        var (code, error) = process.Wait();

        code.Should().Be(1);
        error.Should().Contain("cannot be written").And.Contain("the folder of the run is gone");
        Directory.Exists(run).Should().BeFalse();
    }

    [Fact]
    public void A_folder_on_a_read_only_disk_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "needs to mount a read-only tmpfs, which takes Linux and root");
        string disk = Directory.CreateDirectory(folder.Combine("disk")).FullName, supernet = Supernet(), run = Path.Combine(disk, "run");
        Assert.SkipUnless(Execute("mount", "-t", "tmpfs", "tmpfs", disk), "needs to mount a tmpfs, which is not allowed here");
        try
        {
            Toys.Run(Toys.Search("rs", supernet), "--run", run);
            Execute("mount", "-o", "remount,ro", disk).Should().BeTrue();

            foreach (string[] more in (string[][])[["--run", run, "--resume"], ["--run", Path.Combine(disk, "new")]])
            {
                var (code, error) = DdasProcess.Run([.. Toys.Search("rs", supernet), .. more]);
                code.Should().Be(2, error);
                error.Should().Contain("cannot be written").And.Contain("Read-only");
            }
        }
        finally
        {
            Execute("umount", disk);
        }
    }

    [Fact]
    public void Two_processes_never_share_a_folder_and_a_dead_one_does_not_block_it()
    {
        string run = folder.Combine("run"), supernet = Supernet();
        string[] search = [.. Toys.Search("rs", supernet), "--run", run, "--resume"];
        using (var first = DdasProcess.Start(search))
        {
            first.WaitUntil(() => File.Exists(Path.Combine(run, "checkpoints", "latest"))).Should().BeTrue();
            if (!OperatingSystem.IsWindows()) first.Signal("STOP"); // or it ends before the second has started, on a busy machine

            var (code, error) = DdasProcess.Run(search);

            code.Should().Be(2);
            error.Should().Contain($"'{run}' is in use by process");
            first.Kill();
        }

        DdasProcess.Run(search).Code.Should().Be(0);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public void A_signal_lets_the_step_finish_and_the_run_go_on_later(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs signals");
        string run = folder.Combine("run"), whole = folder.Combine("whole"), supernet = Supernet();
        string[] search = Toys.Search("rs", supernet, checkpointSteps: 1000);
        Toys.Run(search, "--run", whole);
        using var process = DdasProcess.Start([.. search, "--run", run]);
        process.WaitUntil(() => File.Exists(Path.Combine(run, "steps.jsonl")) && File.ReadLines(Path.Combine(run, "steps.jsonl")).Count() > 2).Should().BeTrue();

        process.Signal(signal);

        process.Wait().Code.Should().Be(130);
        int steps = StepLogReader.Read(Path.Combine(run, "steps.jsonl")).Count();
        File.ReadAllText(Path.Combine(run, "checkpoints", "latest")).Should().Be($"{steps}\n");
        DdasProcess.Run([.. search, "--run", run, "--resume"]).Code.Should().Be(0);
        Toys.ShouldBeSameRun(run, whole);
    }

    [Fact]
    public void A_second_signal_ends_the_run_at_once_without_harm()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs signals");
        string run = folder.Combine("run"), whole = folder.Combine("whole");
        string[] search = [.. Toys.Search("rs", Supernet())];
        Toys.Run(search, "--run", whole);
        using var process = DdasProcess.Start([.. search, "--run", run]);
        process.WaitUntil(() => File.Exists(Path.Combine(run, "checkpoints", "latest"))).Should().BeTrue();

        process.Signal("INT");
        process.Signal("INT");

        process.Wait().Code.Should().NotBe(0);
        DdasProcess.Run([.. search, "--run", run, "--resume"]).Code.Should().Be(0);
        Toys.ShouldBeSameRun(run, whole);
    }

    private string Supernet()
    {
        string supernet = folder.Combine("supernet");
        Toys.Run(Toys.Warmup, "--out", supernet);
        return supernet;
    }

    private static bool Execute(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
