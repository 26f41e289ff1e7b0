using Ddas.Nas.Benchmarks.Measuring;

namespace Ddas.Nas.Benchmarks.Throughput;

/// <summary>What <c>throughput</c> answers.</summary>
internal sealed record Report
{
    public required string Machine { get; init; }

    public required string Libtorch { get; init; }

    public required int Threads { get; init; }

    /// <summary>What was read: the wall clock, or the processor time of one thread.</summary>
    public required string Clock { get; init; }

    public required double MatrixPeakGflops { get; init; }

    /// <summary>Largest difference of a baseline's logits from the library's, relative to the largest logit.</summary>
    public required double LargestOutputDifference { get; init; }

    public required Race AllOperationsStep { get; init; }

    public required IReadOnlyDictionary<string, Race> DiscreteStep { get; init; }

    public double DiscreteRandomMeanRatioToChannelsLast => Random(DiscreteStep).Average(r => r.RatioToChannelsLast);

    public double DiscreteRandomMeanRatioToNchw => Random(DiscreteStep).Average(r => r.RatioToNchw);

    public required IReadOnlyDictionary<string, Race> Evaluation { get; init; }

    public double EvaluationRandomMeanRatioToChannelsLast => Random(Evaluation).Average(r => r.RatioToChannelsLast);

    public double EvaluationRandomMeanRatioToNchw => Random(Evaluation).Average(r => r.RatioToNchw);

    public required IReadOnlyDictionary<string, double> EvaluationImagesPerSecond { get; init; }

    public required WholeStep PaperStep { get; init; }

    /// <summary>One update of actor, critic and targets with its draw from the replay, on one thread.</summary>
    public required double DdpgUpdateMilliseconds { get; init; }

    /// <summary>Crop, mirroring and normalization of a batch of 64.</summary>
    public required double AugmentationMilliseconds { get; init; }

    /// <summary>Peak resident memory in GiB, each in a process of its own.</summary>
    public required IReadOnlyDictionary<string, double> PeakGiB { get; init; }

    /// <summary>Where the time goes, by work; empty where perf is not installed or not allowed.</summary>
    public required IReadOnlyDictionary<string, ModuleProfile> Profile { get; init; }

    private static IEnumerable<Race> Random(IReadOnlyDictionary<string, Race> races) => races.Where(r => r.Key != ThroughputCommand.DartsV2).Select(r => r.Value);
}
