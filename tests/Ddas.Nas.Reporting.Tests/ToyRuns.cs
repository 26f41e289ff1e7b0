using Ddas.Nas.Records;
using Ddas.Nas.Records.Internal;
using Ddas.Nas.Reporting.Runs;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;

namespace Ddas.Nas.Reporting.Tests;

/// <summary>Runs that no search made: random DARTS cells, numbers drawn from the seed.</summary>
internal static class ToyRuns
{
    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static StepRecord Step(int step, double accuracy, double? flops = null, string phase = "explore", bool? burst = null) => new()
    {
        Step = step, Phase = phase, Genotype = $"cell {step}", Accuracy = accuracy, Loss = 1, Reward = accuracy, Seconds = 1,
        Figures = Figures.None.With(Figures.Flops, flops).With("burst", burst is { } yes ? yes ? 1 : 0 : null),
    };

    public static RunManifest Manifest(string agent = "nl", long seed = 0, bool ended = true, string space = "darts", params (string Name, string Value)[] options) => new()
    {
        Space = space, Options = options.Append((Name: "agent", Value: agent)).ToDictionary(static o => o.Name, static o => o.Value), Seed = seed, LibraryVersion = "0.1.0", Threads = 1,
        ProcessorFeatures = "avx2", Device = "cpu", Dataset = new RunDataset("toy", "sha256:00"), OneShotAccuracy = 0.7123456, Start = Start, End = ended ? Start.AddHours(1) : null,
    };

    /// <summary>Steps of a search of three phases with bursts in the last.</summary>
    public static IEnumerable<StepRecord> Search(int steps, long seed)
    {
        var chooser = new BestPairDiscretizer();
        for (int step = 0; step < steps; step++)
        {
            var random = new RandomStream(seed, "toy-run", step);
            var alpha = new float[SearchSpaceDefinition.Darts.ActionLength];
            random.FillUniform(alpha);
            var architecture = chooser.Discretize(ArchitectureWeights.FromValues(SearchSpaceDefinition.Darts, alpha));
            string phase = step < steps / 3 ? "explore" : step < 2 * steps / 3 ? "exploit" : "final";
            bool learns = phase != "explore";
            var record = new StepRecord
            {
                Step = step, Phase = phase, Genotype = ArchitectureText.Format(architecture), Accuracy = (0.1 + (0.5 * step / steps) + random.NextDouble()) / 2, Loss = random.NextDouble(),
                Reward = random.NextGaussian(),
                Figures = Figures.None.With("flops", 1e7 * (1 + random.NextDouble())).With("parameters", 1e5 * (1 + random.NextDouble())).With("testAccuracy", random.NextDouble()),
                Seconds = random.NextDouble(),
            };
            var figures = record.Figures;
            if (learns)
                figures = figures.With("criticLoss", random.NextDouble()).With("actorLoss", random.NextGaussian()).With("meanQ", random.NextGaussian()).With("spread", random.NextDouble()).With("saturation", random.NextDouble());
            figures = figures.With("noneCount", architecture.Count(Operation.None)).With("ties", 0);
            yield return record with { Figures = learns ? figures.With("burst", phase == "final" && step % 20 < 5 ? 1 : 0) : figures };
        }
    }

    public static RunData Run(int steps, long seed = 0, string agent = "nl", bool ended = true) => new($"{agent}/seed-{seed}", Manifest(agent, seed, ended), Search(steps, seed));

    /// <summary>Leaves what a search leaves: manifest, steps and front.</summary>
    public static string Save(string path, RunData run)
    {
        Directory.CreateDirectory(path);
        var folder = RunFolder.At(path);
        run.Manifest?.Save(folder.ManifestPath);
        using (var log = StepLogWriter.Create(folder.StepsPath))
            foreach (var step in run.Steps) log.Write(step);
        FrontFile.Write(folder.FrontPath, run.Front);
        return path;
    }
}
