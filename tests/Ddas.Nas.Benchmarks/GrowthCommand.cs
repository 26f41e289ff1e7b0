using System.CommandLine;
using System.Diagnostics;
using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Ddpg;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.Benchmarks.Measuring;
using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet;

namespace Ddas.Nas.Benchmarks;

/// <summary>
/// <c>growth</c>: a search of a small network, in whose later steps neither time nor memory may be larger than in the earlier
/// ones. The agent acts and learns as ever, but the steps are of the same architectures in turn: else those that the agent
/// comes to prefer would decide the time.
/// </summary>
internal static class GrowthCommand
{
    private const double MostTime = 1.1, MostMemory = 1.02;

    public static Command Create()
    {
        var steps = new Option<int>("--steps") { DefaultValueFactory = _ => 1500 };
        var command = new Command("growth", "Searches a small network for many steps; fails where step time or memory grow.") { steps };
        command.SetAction(arguments => Run(arguments.GetValue(steps)));
        return command;
    }

    private static int Run(int steps)
    {
        using var bed = new TestBed(1280, 256, cells: 3, channels: 4);
        using var warm = bed.CreateWarmSupernet();
        using var environment = new SearchEnvironment(new SupernetEvaluator(warm, bed.Data, new() { Batches = 2, BatchSize = 16, LearningRate = 1e-4 }));
        var options = DdpgAgentOptions.FourStage();
        options.Schedule = ExplorationSchedule.FourStage.ScaleTo(steps);
        using var agent = new DdpgAgent(SearchSpaceDefinition.Darts, options);
        var watch = new Watch();
        new SearchLoop(new SteadyEnvironment(environment), agent, new SearchOptions { Steps = steps }).Run(watch);
        return watch.Tell(Console.Out) ? 0 : 1;
    }

    /// <summary>Compares the last fifth of the steps with the middle one; the agent learns in both.</summary>
    private sealed class Watch : IProgress<RunProgress>
    {
        private readonly List<(double Seconds, long Bytes)> steps = [];
        private long last = Stopwatch.GetTimestamp();

        public void Report(RunProgress value)
        {
            steps.Add((Stopwatch.GetElapsedTime(last).TotalSeconds, ProcessMemory.Now));
            last = Stopwatch.GetTimestamp();
        }

        public bool Tell(TextWriter to)
        {
            var fifths = steps.Chunk((steps.Count + 4) / 5).Select(part => (Seconds: Interleaved.Median(part.Select(s => s.Seconds)), Bytes: Interleaved.Median(part.Select(s => (double)s.Bytes)))).ToList();
            foreach (var (seconds, bytes) in fifths) to.WriteLine($"median step {seconds * 1000:F1} ms, memory {bytes / (1 << 20):F0} MiB");
            double time = fifths[4].Seconds / fifths[2].Seconds, memory = fifths[4].Bytes / fifths[2].Bytes;
            bool steady = time <= MostTime && memory <= MostMemory;
            to.WriteLine($"last fifth against the middle one: time {time:F3} (at most {MostTime}), memory {memory:F3} (at most {MostMemory}): {(steady ? "no growth" : "GROWTH")}");
            return steady;
        }
    }
}
