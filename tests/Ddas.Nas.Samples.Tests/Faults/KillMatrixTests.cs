namespace Ddas.Nas.Samples.Tests.Faults;

/// <summary>
/// kill -9 at twenty random moments of every kind of run. Takes minutes, so that it is asked for: tests/faults.sh.
/// </summary>
public sealed class KillMatrixTests(ITestOutputHelper output) : IDisposable
{
    private const int Kills = 20;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory(Explicit = true)]
    [InlineData("rs")]
    [InlineData("nl")]
    [InlineData("g")]
    [InlineData("4s")]
    public void Search_of_a_supernet(string agent)
    {
        string supernet = folder.Combine("supernet");
        Toys.Run(Toys.Warmup, "--out", supernet);
        Search(Toys.Search(agent, supernet), agent, steps: 4);
    }

    [Theory(Explicit = true)]
    [InlineData("rs")]
    [InlineData("nl")]
    [InlineData("g")]
    [InlineData("4s")]
    [InlineData("evolution")]
    [InlineData("local")]
    public void Search_of_a_table(string agent) => Search(Toys.TableSearch(agent), agent, steps: 40);

    [Fact(Explicit = true)]
    public void Warm_up()
    {
        string whole = folder.Combine("whole");
        Toys.Run(Toys.Warmup, "--out", whole);
        var run = new KilledRun(Toys.Warmup, "--out", steps: 1);

        run.Execute(folder.Path, Kills, seed: 3, found =>
        {
            foreach (string file in (IEnumerable<string>)["supernet.safetensors", "manifest.json", "dataset.json"]) Toys.SameBytes(found, whole, file);
            Directory.Exists(Path.Combine(found, "checkpoints")).Should().BeFalse();
        });

        Report("warm-up", run);
    }

    private void Search(string[] arguments, string agent, int steps)
    {
        string whole = folder.Combine("whole");
        Toys.Run(arguments, "--run", whole);
        if (agent == "4s") Toys.Steps(whole).Count(line => line.Contains("\"burst\":true")).Should().BePositive();
        var run = new KilledRun(arguments, "--run", steps);

        run.Execute(folder.Path, Kills, seed: 2, found => Toys.ShouldBeSameRun(found, whole));

        Report(string.Join(' ', arguments.Take(3)), run);
    }

    private void Report(string name, KilledRun run)
    {
        output.WriteLine($"{name}: {run.Kills} kills, {run.InsideCheckpoint} inside the write of a checkpoint; steps at the kills: {string.Join(' ', run.StepsAtKill)}");
        run.Kills.Should().Be(Kills);
        run.InsideCheckpoint.Should().BePositive();
    }
}
