namespace Ddas.Nas.Tool.Tests.Faults;

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

    [Fact(Explicit = true)]
    public void Training_of_a_found_cell()
    {
        const string Cell = "DARTS_V2";
        string whole = folder.Combine("whole");
        Toys.Run(Toys.Evaluate, "--out", whole);
        var run = new KilledRun(Toys.Evaluate, "--out", steps: 1, checkpointsIn: Cell);

        run.Execute(folder.Path, Kills, seed: 4, found =>
        {
            Toys.SameBytes(found, whole, Path.Combine(Cell, "network.safetensors"));
            Toys.SameBytes(found, whole, "table.csv");
            string manifest = Path.Combine(Cell, "manifest.json");
            Toys.Timeless(Path.Combine(found, manifest)).Should().Be(Toys.Timeless(Path.Combine(whole, manifest)));
        });

        Report("training", run);
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
