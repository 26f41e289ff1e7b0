namespace Ddas.Nas.Tool.Tests.Faults;

/// <summary>kill -9 in small; <see cref="KillMatrixTests"/> does all of it.</summary>
public sealed class KillTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_search_that_is_killed_and_resumed_leaves_the_same_steps_front_and_checkpoint()
    {
        string supernet = folder.Combine("supernet"), whole = folder.Combine("whole");
        Toys.Run(Toys.Warmup, "--out", supernet);
        string[] search = Toys.Search("4s", supernet);
        Toys.Run(search, "--run", whole);
        Toys.Steps(whole).Count(line => line.Contains("\"burst\":true")).Should().BePositive();
        var run = new KilledRun(search, "--run", steps: 12);

        run.Execute(folder.Path, kills: 3, seed: 1, found => Toys.ShouldBeSameRun(found, whole));

        run.Kills.Should().Be(3);
    }
}
