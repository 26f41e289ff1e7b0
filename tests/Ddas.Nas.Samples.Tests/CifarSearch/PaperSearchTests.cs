using Ddas.Nas.Agents.Ddpg;
using Ddas.Nas.CifarSearch;
using Ddas.Nas.Records;
using Ddas.Nas.Supernet;
using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.Samples.Tests.CifarSearch;

/// <summary>The sample at toy size, on files of the official format that the test writes.</summary>
public sealed class PaperSearchTests : IDisposable
{
    private const int ImageBytes = 3072;
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_search_that_was_stopped_goes_on_and_ends_as_in_one_piece()
    {
        var images = new CifarImageSource(Files(), CifarVersion.Cifar100, anyCount: true);
        using var stop = new CancellationTokenSource();
        var stopping = RunProgress.Each(progress =>
        {
            if (progress.Step?.Step == 2) stop.Cancel();
        });
        using StringWriter whole = new(), parts = new();

        Toy().Run(images, folder.Combine("whole"), whole);
        FluentActions.Invoking(() => Toy().Run(images, folder.Combine("parts"), TextWriter.Null, stopping, stop.Token)).Should().Throw<OperationCanceledException>();
        string report = Toy().Run(images, folder.Combine("parts"), parts);

        parts.ToString().Should().Be(whole.ToString()).And.Contain("Genotype(");
        StepLogReader.Read(folder.Combine("parts/run/steps.jsonl")).Should().HaveCount(6);
        File.Exists(report).Should().BeTrue();
    }

    [Fact]
    public void An_unknown_agent_is_named() =>
        FluentActions.Invoking(() => PaperSearch.AgentOf("rs")).Should().Throw<ArgumentException>().WithMessage("The agent is 'rs', but must be nl, g or 4s.");

    private static PaperSearch Toy() => new()
    {
        Agent = DdpgAgentOptions.Nl(6),
        Warmup = new WarmupOptions { Cells = 1, Channels = 2, Epochs = 1, BatchSize = 8 },
        Evaluation = new SupernetEvaluatorOptions { Batches = 1, BatchSize = 8 },
        Data = new SupernetDataOptions { Normalization = Normalization.Cifar100 },
    };

    /// <summary>Thirty-two training images, a label of the class's kind and one of the class before each.</summary>
    private string Files()
    {
        string path = Directory.CreateDirectory(folder.Combine("data")).FullName;
        foreach (string name in (string[])["train.bin", "test.bin"])
            File.WriteAllBytes(Path.Combine(path, name), [.. Enumerable.Range(0, 32).SelectMany(image => (byte[])[0, (byte)image, .. Enumerable.Range(0, ImageBytes).Select(p => (byte)((image * 50) + p))])]);
        return path;
    }
}
