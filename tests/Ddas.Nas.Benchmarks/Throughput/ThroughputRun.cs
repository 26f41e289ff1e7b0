using System.Globalization;
using Ddas.Nas.Benchmarks.Contenders;
using Ddas.Nas.Benchmarks.Measuring;
using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet;
using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Torch;
using static TorchSharp.torch;

namespace Ddas.Nas.Benchmarks.Throughput;

/// <summary>The measurements behind <see cref="Report"/>; tells <paramref name="log"/> what it is at.</summary>
internal sealed class ThroughputRun(int rounds, bool full, bool profile, TextWriter log)
{
    private const double Tolerance = 1e-3;
    private const int EvaluationImages = 640, PaperBatches = 25, PaperImages = 25_000, FewImages = 2_560, ComparedImages = 8;
    private static readonly string[] Contenders = ["library", "channelsLast", "nchw"];
    private double peak;

    public Report Run()
    {
        int threads = get_num_threads();
        var (ddpg, augmentation) = (Ddpg(), 0.0);
        Say("matrix peak");
        peak = MatrixPeak.Gflops();
        using var bed = new TestBed(PaperBatches * TestBed.BatchSize, full ? PaperImages : FewImages);
        IContender[] contenders = [.. Contenders.Select(bed.Create)];
        double difference = CompareOutputs(bed, contenders);
        var batches = bed.Data.TrainBatches(TestBed.BatchSize, seed: 1);
        augmentation = Interleaved.Measure(50, () => batches.Next().Dispose())[0];
        var architectures = TestBed.RandomArchitectures.Select((a, i) => (Name: string.Create(CultureInfo.InvariantCulture, $"random{i}"), Architecture: a))
            .Prepend((Name: ThroughputCommand.DartsV2, Architecture: TestBed.DartsV2)).ToList();
        var discrete = architectures.ToDictionary(a => a.Name, a => Discrete(bed, contenders, a.Name, a.Architecture));
        var images = EvaluationImagesOf(bed, contenders);
        var evaluation = architectures.ToDictionary(a => a.Name, a => Evaluation(bed, contenders, images, a.Name, a.Architecture));
        var paperStep = PaperStep(bed, discrete, evaluation);
        Say("all operations");
        double[] all = Interleaved.Measure(rounds, [.. contenders.Select<IContender, Action>(c => () => c.Train(bed.Batch, null))]);
        foreach (var contender in contenders) contender.Dispose();
        return new Report
        {
            Machine = $"{ProcessorName()}, {Environment.ProcessorCount} cores, {ProcessorFeatures.Current}",
            Libtorch = TorchNative.Describe().LibtorchVersion!,
            Threads = threads,
            Clock = Clock.ReadsProcessor ? "processor" : "wall",
            MatrixPeakGflops = peak,
            LargestOutputDifference = difference,
            AllOperationsStep = new Race(all[0], all[1], all[2], 3 * TestBed.BatchSize * Work.GigaMacs(bed.Skeleton), peak),
            DiscreteStep = discrete,
            Evaluation = evaluation,
            EvaluationImagesPerSecond = evaluation.ToDictionary(e => e.Key, e => EvaluationImages / e.Value.LibrarySeconds),
            PaperStep = paperStep,
            DdpgUpdateMilliseconds = ddpg * 1000,
            AugmentationMilliseconds = augmentation * 1000,
            PeakGiB = PeakMemory(),
            Profile = profile ? Profiles() : new Dictionary<string, ModuleProfile>(),
        };
    }

    /// <summary>All start from the same weights and must give the same outputs, else nothing that follows means anything.</summary>
    private double CompareOutputs(TestBed bed, IContender[] contenders)
    {
        Say("outputs");
        using var grad = no_grad();
        using var few = bed.Batch.Images.narrow(0, 0, ComparedImages);
        double largest = 0;
        foreach (var architecture in TestBed.RandomArchitectures.Take(3).Append(TestBed.DartsV2).Append(null))
        {
            foreach (bool training in new[] { true, false })
            {
                float[][] logits = [.. contenders.Select(c => Logits(c, few, architecture, training))];
                float scale = logits[0].Max(Math.Abs);
                largest = logits[1..].Aggregate(largest, (most, other) => Math.Max(most, other.Zip(logits[0], (x, y) => Math.Abs(x - y)).Max() / scale));
            }
        }

        return largest <= Tolerance ? largest : throw new InvalidOperationException($"A baseline's outputs differ from the library's by {largest:G3} of the largest, more than {Tolerance}.");
    }

    private static float[] Logits(IContender contender, Tensor images, Architecture? architecture, bool training)
    {
        using var scope = NewDisposeScope();
        return contender.Forward(images, architecture, training).data<float>().ToArray();
    }

    private Race Discrete(TestBed bed, IContender[] contenders, string name, Architecture architecture)
    {
        Say($"training step of {name}");
        double[] seconds = Interleaved.Measure(rounds, [.. contenders.Select<IContender, Action>(c => () => c.Train(bed.Batch, architecture))]);
        return new Race(seconds[0], seconds[1], seconds[2], 3 * TestBed.BatchSize * Work.GigaMacs(bed.Skeleton, architecture), peak);
    }

    /// <summary>D_V in batches of a size that suits each contender: the library's default; for a baseline the faster of 64 and 128.</summary>
    private EvaluationBatches[] EvaluationImagesOf(TestBed bed, IContender[] contenders)
    {
        Say("evaluation batches");
        var sizes = new[] { 64, 128 }.Select(size => bed.Data.ValidBatches(size, EvaluationImages)).ToArray();
        EvaluationBatches Faster(IContender contender)
        {
            double[] seconds = Interleaved.Measure(1, [.. sizes.Select<EvaluationBatches, Action>(images => () => contender.Evaluate(images, TestBed.DartsV2))]);
            return seconds[0] < seconds[1] ? sizes[0] : sizes[1];
        }

        return [bed.Data.ValidBatches(new SupernetEvaluatorOptions().EvaluationBatchSize, EvaluationImages), Faster(contenders[1]), Faster(contenders[2])];
    }

    private Race Evaluation(TestBed bed, IContender[] contenders, EvaluationBatches[] images, string name, Architecture architecture)
    {
        Say($"evaluation of {name}");
        double[] seconds = Interleaved.Measure(rounds, [.. contenders.Select<IContender, Action>((c, i) => () => c.Evaluate(images[i], architecture))]);
        return new Race(seconds[0], seconds[1], seconds[2], EvaluationImages * Work.GigaMacs(bed.Skeleton, architecture), peak);
    }

    private WholeStep PaperStep(TestBed bed, Dictionary<string, Race> discrete, Dictionary<string, Race> evaluation)
    {
        Say("whole step");
        using var warm = bed.CreateWarmSupernet();
        using var evaluator = new SupernetEvaluator(warm, bed.Data);
        var (training, rate) = (discrete[ThroughputCommand.DartsV2], evaluation[ThroughputCommand.DartsV2]);
        int images = full ? PaperImages : FewImages;
        double seconds = Interleaved.Measure(full ? 1 : 3, () => evaluator.Evaluate(TestBed.DartsV2, 0, CancellationToken.None))[0];
        return new WholeStep(
            images, seconds,
            seconds + (PaperImages - images) * rate.LibrarySeconds / EvaluationImages,
            PaperBatches * training.ChannelsLastSeconds + PaperImages * rate.ChannelsLastSeconds / EvaluationImages);
    }

    private double Ddpg()
    {
        Say("agent");
        int threads = get_num_threads();
        set_num_threads(1);
        using var agent = new AgentBed();
        for (int i = 0; i < 300; i++) agent.Update(); // until all of it is compiled as well as it will be
        double seconds = Interleaved.Measure(301, agent.Update)[0];
        set_num_threads(threads);
        return seconds;
    }

    private Dictionary<string, double> PeakMemory()
    {
        Say("memory");
        double Peak(string contender, string work) => Self.Ask<WorkCommand.Answer>("work", "--contender", contender, "--case", work, "--seconds", "0", "--threads", $"{get_num_threads()}").PeakGiB;
        var peaks = Contenders.ToDictionary(c => $"allOperations.{c}", c => Peak(c, "all"));
        peaks["discrete.library"] = Peak("library", "discrete");
        peaks["evaluation.library"] = Peak("library", "evaluation");
        return peaks;
    }

    private Dictionary<string, ModuleProfile> Profiles()
    {
        Say("profile");
        var profiles = new Dictionary<string, ModuleProfile>();
        foreach (string work in new[] { "all", "discrete", "evaluation" })
            if (ModuleProfile.Take("work", "--case", work, "--seconds", "10", "--threads", $"{get_num_threads()}") is { } taken) profiles[work] = taken;
        return profiles;
    }

    private static string ProcessorName() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim() ?? "unknown processor"
        : "unknown processor";

    private void Say(string what) => log.WriteLine(what);
}
