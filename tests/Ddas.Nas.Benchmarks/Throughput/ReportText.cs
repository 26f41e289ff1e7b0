namespace Ddas.Nas.Benchmarks.Throughput;

/// <summary>A report for people.</summary>
internal static class ReportText
{
    public static void Write(Report report, TextWriter to)
    {
        to.WriteLine($"{report.Machine}; libtorch {report.Libtorch}, {report.Threads} threads, {report.Clock} clock; matrix product {report.MatrixPeakGflops:F0} GFLOP/s");
        to.WriteLine($"outputs of the baselines differ by at most {report.LargestOutputDifference:G2} of the largest");
        to.WriteLine();
        to.WriteLine($"{"",-26}{"library",10}{"channels-last",15}{"NCHW",10}{"ratios",16}{"GFLOP/s",10}{"of peak",9}");
        Row("all operations, step", report.AllOperationsStep);
        foreach (var (name, race) in report.DiscreteStep) Row($"{name}, step", race);
        to.WriteLine($"  mean of random: {report.DiscreteRandomMeanRatioToChannelsLast:F2} and {report.DiscreteRandomMeanRatioToNchw:F2}");
        foreach (var (name, race) in report.Evaluation) Row($"{name}, evaluation", race);
        to.WriteLine($"  mean of random: {report.EvaluationRandomMeanRatioToChannelsLast:F2} and {report.EvaluationRandomMeanRatioToNchw:F2}");
        to.WriteLine();
        foreach (var (name, rate) in report.EvaluationImagesPerSecond) to.WriteLine($"{name}: {rate:F0} images/s");
        var step = report.PaperStep;
        to.WriteLine($"whole step with {step.ValidImages} images {step.Seconds:F1} s, with 25,000 {step.SecondsFor25000:F1} s; channels-last {step.ChannelsLastSecondsFor25000:F1} s, ratio {step.RatioToChannelsLast:F2}");
        to.WriteLine($"DDPG update on one thread {report.DdpgUpdateMilliseconds:F2} ms; augmentation of a batch {report.AugmentationMilliseconds:F2} ms");
        foreach (var (name, peak) in report.PeakGiB) to.WriteLine($"peak memory, {name}: {peak:F2} GiB");
        foreach (var (name, profile) in report.Profile)
            to.WriteLine($"profile, {name}: {string.Join(", ", profile.Percent.Select(p => $"{p.Key} {p.Value:F0} %"))} ({profile.Command})");

        void Row(string name, Race race) => to.WriteLine(
            $"{name,-26}{race.LibrarySeconds,8:F3} s{race.ChannelsLastSeconds,13:F3} s{race.NchwSeconds,8:F3} s{race.RatioToChannelsLast,8:F2}{race.RatioToNchw,8:F2}{race.Gflops,10:F0}{race.ShareOfMatrixPeak,9:P0}");
    }
}
