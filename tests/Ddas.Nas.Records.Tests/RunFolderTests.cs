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
    public void It_says_where_its_files_go_and_makes_none()
    {
        var folder = RunFolder.At(Run);

        folder.Path.Should().Be(Path.GetFullPath(Run));
        new[] { folder.ManifestPath, folder.StepsPath, folder.FrontPath, folder.CheckpointsPath }.Select(p => Path.GetRelativePath(Run, p))
            .Should().Equal("manifest.json", "steps.jsonl", "front.csv", "checkpoints");
        Directory.Exists(Run).Should().BeFalse();
    }

    [Theory]
    [InlineData("manifest.json")]
    [InlineData("steps.jsonl")]
    [InlineData("steps.jsonl.gz")]
    public void A_run_is_opened_by_its_manifest_or_its_steps(string file)
    {
        Directory.CreateDirectory(Run);
        File.WriteAllText(Path.Combine(Run, file), "{}");

        RunFolder.Open(Run).Path.Should().Be(Path.GetFullPath(Run));
    }

    [Fact]
    public void A_run_is_read_while_it_goes_on()
    {
        Directory.CreateDirectory(Run);
        using var held = FolderLock.Acquire(Run);
        using (var log = StepLogWriter.Create(RunFolder.At(Run).StepsPath)) log.Write(StepRecords.Bare(0));

        StepLogReader.Read(RunFolder.Open(Run).StepsPath).Should().Equal(StepRecords.Bare(0));
    }

    [Fact]
    public void Where_there_is_no_run_none_is_opened_and_nothing_is_made()
    {
        FluentActions.Invoking(() => RunFolder.Open(Run)).Should().Throw<RunFolderException>().WithMessage($"'{Run}' holds no run: there is no manifest.json in it.*");
        Directory.Exists(Run).Should().BeFalse();
    }
}
