using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Ddpg;
using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet;
using Ddas.Nas.Supernet.Data;
using SkiaSharp;

namespace Ddas.Nas.Samples.Tests;

/// <summary>The program that the library exists for, at toy size: begun, cut off, resumed, and run once more when it is done.</summary>
public sealed class HouseProgramTests : IDisposable
{
    private const int Steps = 6;

    private readonly TemporaryFolder folder = new();

    private string Images => folder.Combine("images");

    private string Runs => folder.Combine("runs");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_is_begun_cut_off_and_resumed_and_measures_nothing_when_it_is_done()
    {
        MakeImages();
        var (whole, wholeReports) = Program(folder.Combine("whole"));
        whole.Steps.Should().HaveCount(Steps);
        wholeReports.Should().Contain(r => r.Activity == "warm-up");

        using (var cancel = new CancellationTokenSource())
            FluentActions.Invoking(() => Program(Runs, then: r => { if (r is { Activity: "warm-up", Done: 2 }) cancel.Cancel(); }, cancel: cancel.Token)).Should().Throw<OperationCanceledException>().WithMessage("The warm-up was cancelled after 2 batches. Run it again*to go on.");
        using (var cancel = new CancellationTokenSource())
            FluentActions.Invoking(() => Program(Runs, then: r => { if (r.Step?.Step == 2) cancel.Cancel(); }, cancel: cancel.Token)).Should().Throw<OperationCanceledException>().WithMessage("The search was cancelled after 3 steps. Run it again*to go on.");
        var (resumed, reports) = Program(Runs);
        WithoutTime(resumed).Should().Equal(WithoutTime(whole));
        reports.Select(r => (r.Activity, r.Done)).Should().Equal([("search", 4), ("search", 5), ("search", 6)], "the supernet is read, and the first three steps are");

        var (again, none) = Program(Runs);
        none.Should().BeEmpty();
        again.Steps.Should().Equal(resumed.Steps);
        again.Front.Should().Equal(resumed.Front);

        FluentActions.Invoking(() => Program(Runs, seed: 5)).Should().Throw<RunConditionsException>().WithMessage("*option agent.seed is 5, but was 0*choose another folder.");
    }

    private (SearchResult Result, List<RunProgress> Reports) Program(string runs, long seed = 0, Action<RunProgress>? then = null, CancellationToken cancel = default)
    {
        var progress = new CollectingProgress(then);
        using var data = SupernetData.FromFolder(Images, side: 8, new() { Split = new DataSplitOptions { Stratified = true }, Augmentation = new AugmentationOptions { Padding = 1 } });
        using var supernet = new SupernetWarmup(Path.Combine(runs, "supernet"), data, new() { Cells = 3, Epochs = 2, Channels = 4, BatchSize = 8 }).Run(progress, cancel);
        using var environment = new SearchEnvironment(new SupernetEvaluator(supernet, data, new() { Batches = 1, BatchSize = 8 }));
        using var agent = new DdpgAgent(environment.Space, Options(seed));
        var result = new SearchRun(Path.Combine(runs, "first"), environment, agent).Run(progress, cancel);
        result.Front.Should().OnlyContain(step => step.Accuracy >= 0 && step.Flops > 0 && step.Genotype.StartsWith("Genotype("));
        return (result, progress.Reports);
    }

    private static DdpgAgentOptions Options(long seed)
    {
        var options = DdpgAgentOptions.Nl(Steps);
        (options.Seed, options.BatchSize) = (seed, 2);
        return options;
    }

    private static IEnumerable<StepRecord> WithoutTime(SearchResult result) => result.Steps.Select(step => step with { Seconds = 0 });

    private void MakeImages()
    {
        var random = new RandomStream(3, "test images", 0);
        using var bitmap = new SKBitmap(new SKImageInfo(8, 8, SKColorType.Gray8));
        foreach (string name in new[] { "bright", "dark" })
        {
            Directory.CreateDirectory(Path.Combine(Images, "train", name));
            for (int i = 0; i < 24; i++)
            {
                byte[] pixels = [.. Enumerable.Range(0, 64).Select(_ => (byte)(random.NextInt(120) + (name == "bright" ? 130 : 0)))];
                pixels.CopyTo(bitmap.GetPixelSpan());
                using var stream = File.Create(Path.Combine(Images, "train", name, $"{i}.png"));
                bitmap.Encode(stream, SKEncodedImageFormat.Png, 100);
            }
        }
    }
}
