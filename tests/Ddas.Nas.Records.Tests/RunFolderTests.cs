using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records.Tests;

public sealed class RunFolderTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();

    private string Run => temporary.Combine("a/run");

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void A_folder_is_a_run_when_it_holds_a_manifest_or_steps()
    {
        RunFolder.IsRun("").Should().BeFalse();
        RunFolder.IsRun(Run).Should().BeFalse();
        Directory.CreateDirectory(Run);
        RunFolder.IsRun(Run).Should().BeFalse();
        File.WriteAllText(Path.Combine(Run, "manifest.json"), "{}");
        RunFolder.IsRun(Run).Should().BeTrue();
    }

    [Fact]
    public void A_new_folder_is_made_and_says_where_its_files_go()
    {
        using var folder = RunFolder.Create(Run);

        folder.Path.Should().Be(Path.GetFullPath(Run));
        Directory.Exists(Run).Should().BeTrue();
        new[] { folder.ManifestPath, folder.StepsPath, folder.FrontPath, folder.CheckpointsPath }.Select(p => Path.GetRelativePath(Run, p))
            .Should().Equal("manifest.json", "steps.jsonl", "front.csv", "checkpoints");
    }

    [Fact]
    public void A_folder_in_use_is_refused()
    {
        using var folder = RunFolder.Create(Run);

        FluentActions.Invoking(() => RunFolder.Create(Run)).Should().Throw<FolderInUseException>().WithMessage($"*process {Environment.ProcessId} on host*");
    }

    [Theory]
    [InlineData("manifest.json")]
    [InlineData("steps.jsonl")]
    public void A_folder_that_holds_a_run_is_refused_and_left_unlocked(string file)
    {
        Directory.CreateDirectory(Run);
        File.WriteAllText(Path.Combine(Run, file), "{}");

        for (int i = 0; i < 2; i++)
            FluentActions.Invoking(() => RunFolder.Create(Run)).Should().Throw<RunFolderException>().WithMessage($"'{Run}' already holds a run. Choose another folder, remove this one, or go on with it by resuming.");
    }

    [Fact]
    public void Other_files_in_the_folder_do_not_matter()
    {
        Directory.CreateDirectory(Run);
        File.WriteAllText(Path.Combine(Run, "slurm-1.out"), "");

        RunFolder.Create(Run).Dispose();
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_refused()
    {
        File.WriteAllText(temporary.Combine("file"), "");

        FluentActions.Invoking(() => RunFolder.Create(temporary.Combine("file/run"))).Should().Throw<RunFolderException>().WithMessage("*file/run' cannot be written: *. Choose another folder, or change its permissions.");
    }

    [Fact]
    public void A_folder_without_permission_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "needs a user whom permissions bind");
        if (OperatingSystem.IsWindows()) return;
        Directory.CreateDirectory(Run, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        FluentActions.Invoking(() => RunFolder.Create(Run)).Should().Throw<RunFolderException>().WithMessage("*cannot be written*");
    }

    [Fact]
    public void A_run_is_read_while_it_goes_on()
    {
        using var writing = RunFolder.Create(Run);
        using (var log = StepLogWriter.Create(writing.StepsPath)) log.Write(StepRecords.Bare(0));

        using var reading = RunFolder.Open(Run);

        StepLogReader.Read(reading.StepsPath).Should().Equal(StepRecords.Bare(0));
    }

    [Fact]
    public void A_run_that_was_cut_off_is_locked_to_go_on_with_it()
    {
        using (var first = RunFolder.Create(Run)) File.WriteAllText(first.ManifestPath, "{}");

        using var second = RunFolder.Resume(Run);

        FluentActions.Invoking(() => RunFolder.Resume(Run)).Should().Throw<FolderInUseException>();
    }

    [Fact]
    public void Where_there_is_no_run_none_is_opened_or_resumed_and_nothing_is_made()
    {
        FluentActions.Invoking(() => RunFolder.Open(Run)).Should().Throw<RunFolderException>().WithMessage($"'{Run}' holds no run: there is no manifest.json in it.*");
        FluentActions.Invoking(() => RunFolder.Resume(Run)).Should().Throw<RunFolderException>().WithMessage("*holds no run*");
        Directory.Exists(Run).Should().BeFalse();
    }
}
