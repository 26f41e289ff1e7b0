using Ddas.Nas.Records;

namespace Ddas.Nas.Reporting.Tests;

public sealed class RunReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Reads_manifest_steps_and_front_of_a_run()
    {
        var run = ToyRuns.Run(30);
        ToyRuns.Save(folder.Combine("a"), run);

        var read = RunReader.Read(folder.Combine("a") + "/").Should().ContainSingle().Subject;

        read.Name.Should().Be("a");
        read.Manifest!.Seed.Should().Be(0);
        read.Steps.Should().Equal(run.Steps);
        read.Front.Should().Equal(run.Front);
    }

    [Fact]
    public void A_folder_of_seeds_counts_as_its_runs_by_rising_seed()
    {
        foreach (long seed in (long[])[10, 2]) ToyRuns.Save(folder.Combine($"m/seed-{seed}"), ToyRuns.Run(3, seed));
        Directory.CreateDirectory(folder.Combine("m/seed-x"));

        RunReader.Read(folder.Combine("m")).Select(r => r.Name).Should().Equal("m/seed-2", "m/seed-10");
    }

    [Fact]
    public void A_run_that_goes_on_is_read_up_to_its_last_whole_line()
    {
        ToyRuns.Save(folder.Combine("a"), ToyRuns.Run(5, ended: false));
        File.AppendAllText(folder.Combine("a/steps.jsonl"), "{\"step\":5,");
        var warnings = new List<string>();

        RunReader.Read(folder.Combine("a"), warnings.Add)[0].Steps.Should().HaveCount(5);
        warnings.Should().ContainSingle().Which.Should().Contain("line 6");
    }

    [Fact]
    public void A_run_before_its_first_step_has_none()
    {
        Directory.CreateDirectory(folder.Combine("a"));
        ToyRuns.Manifest().Save(folder.Combine("a/manifest.json"));

        RunReader.Read(folder.Combine("a"))[0].Steps.Should().BeEmpty();
    }

    [Fact]
    public void A_folder_without_a_run_is_refused()
    {
        var read = () => RunReader.Read(folder.Path);

        read.Should().Throw<RunFolderException>().WithMessage("*holds no run*");
    }

    [Fact]
    public void Steps_that_no_search_writes_are_refused_with_line_and_field()
    {
        ToyRuns.Save(folder.Combine("a"), ToyRuns.Run(5));
        string log = folder.Combine("a/steps.jsonl"), lines = File.ReadAllText(log);
        File.WriteAllText(log, lines + lines);

        FluentActions.Invoking(() => RunReader.Read(folder.Combine("a"))).Should().Throw<RecordFormatException>().WithMessage($"{log}, line 6: step is 0, but must be above 4, the step of the line above.");
    }
}
