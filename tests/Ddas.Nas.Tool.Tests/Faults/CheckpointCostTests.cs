using System.Diagnostics;
using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Ddpg;
using Ddas.Nas.Records;
using Ddas.Nas.Supernet;
using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.Tool.Tests.Faults;

public sealed class CheckpointCostTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>
    /// The paper's supernet, agent and batches; D_V of only 64 images, which makes the step shorter than the paper's and the
    /// ratio larger. Both times come from one run, after a step that warms up.
    /// </summary>
    [Fact(Explicit = true)]
    public void A_checkpoint_every_25_steps_costs_less_than_2_percent_of_a_paper_size_step()
    {
        const int Interval = 25;
        var images = new IdxImageSource(Ddas.Nas.Tool.Common.DataSets.MiniPath, "mini").ReadTrain();
        using var data = new SupernetData(ImageResize.To(images, 32), new SupernetDataOptions { Split = { Train = 128, Valid = 64 } });
        using var supernet = new SupernetWarmup(null, data, new WarmupOptions { Epochs = 1 }).Run();
        using var environment = new SearchEnvironment(new SupernetEvaluator(supernet, data));
        using var agent = new DdpgAgent(environment.Space, new DdpgAgentOptions { Schedule = new Agents.Exploration.ExplorationSchedule(1, 1500) });
        var checkpoints = new CheckpointFolder(folder.Combine("checkpoints"), new RunConditions(new Dictionary<string, string>()));
        var loop = new SearchLoop(environment, agent);
        for (int i = 0; i < 2; i++) loop.Step();
        checkpoints.Write(2, loop.Capture);

        double step = Seconds(() => loop.Step());
        double checkpoint = Seconds(() => checkpoints.Write(3, loop.Capture));

        double share = checkpoint / (Interval * step);
        long bytes = new DirectoryInfo(folder.Combine("checkpoints/3")).EnumerateFiles().Sum(f => f.Length);
        output.WriteLine($"step {step:F2} s, checkpoint {checkpoint:F3} s of {bytes / 1e6:F1} MB: {share:P3} at one every {Interval} steps");
        share.Should().BeLessThan(0.02);
    }

    private static double Seconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
