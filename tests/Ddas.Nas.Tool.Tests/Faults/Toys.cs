using System.Text.RegularExpressions;

namespace Ddas.Nas.Tool.Tests.Faults;

/// <summary>Commands so small that they can be run dozens of times, and what they must leave.</summary>
internal static partial class Toys
{
    /// <summary>Four batches an epoch, three epochs, a checkpoint every batch.</summary>
    public static readonly string[] Warmup =
    [
        "warmup", "--dataset", "mini", "--image", "16", "--cells", "2", "--channels", "2", "--epochs", "3", "--batch", "32", "--train", "128", "--valid", "32",
        "--threads", "1", "--quiet", "--checkpoint-steps", "1",
    ];

    /// <summary>Four batches an epoch, three epochs, a checkpoint every batch; dropped paths and an auxiliary head.</summary>
    public static readonly string[] Evaluate =
    [
        "evaluate", "--genotype", "DARTS_V2", "--dataset", "mini", "--image", "16", "--cells", "2", "--channels", "2", "--epochs", "3", "--batch", "32", "--train", "128", "--test", "32",
        "--threads", "1", "--quiet", "--checkpoint-steps", "1",
    ];

    /// <summary>A search of a supernet, a checkpoint every few steps.</summary>
    public static string[] Search(string agent, string supernet, int checkpointSteps = 3) =>
        ["search", "--supernet", supernet, "--batches", "2", "--valid", "32", "--threads", "1", "--quiet", "--checkpoint-steps", $"{checkpointSteps}", .. Phases(agent, 8)];

    /// <summary>A search of a table, a checkpoint every twentieth step.</summary>
    public static string[] TableSearch(string agent) =>
    [
        "search", "--table", RepositoryData.NasBench201, "--accuracy", "cifar10_valid,cifar10_valid_e12", "--threads", "1", "--quiet", "--checkpoint-steps", "20",
        .. Phases(agent, 80),
    ];

    /// <summary>Runs a command to its end in a new folder.</summary>
    public static void Run(string[] arguments, string folderOption, string folder)
    {
        var (code, error) = DdasProcess.Run([.. arguments, folderOption, folder]);
        code.Should().Be(0, error);
    }

    /// <summary>The demand that two runs left the same steps (but for their seconds), front and final checkpoint.</summary>
    public static void ShouldBeSameRun(string found, string expected)
    {
        Steps(found).Should().Equal(Steps(expected));
        File.ReadAllText(Path.Combine(found, "front.csv")).Should().Be(File.ReadAllText(Path.Combine(expected, "front.csv")));
        string latest = File.ReadAllText(Path.Combine(expected, "checkpoints", "latest"));
        File.ReadAllText(Path.Combine(found, "checkpoints", "latest")).Should().Be(latest);
        SameBytes(found, expected, Path.Combine("checkpoints", latest.Trim(), "tensors.safetensors"));
    }

    /// <summary>The demand that two folders hold a file of the same bytes.</summary>
    public static void SameBytes(string found, string expected, string file) =>
        File.ReadAllBytes(Path.Combine(found, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(expected, file))).Should().BeTrue($"{file} of {found} and {expected} are the same");

    /// <summary>The lines of a step log without their seconds.</summary>
    public static string[] Steps(string run) => [.. File.ReadLines(Path.Combine(run, "steps.jsonl")).Select(line => Seconds().Replace(line, ""))];

    /// <summary>A file's text without its seconds and dates.</summary>
    public static string Timeless(string file) => Times().Replace(File.ReadAllText(file), "");

    private static string[] Phases(string agent, int phase) => agent switch
    {
        "4s" => ["--agent", agent, "--explore", $"{phase}", "--exploit", $"{phase}", "--final", $"{2 * phase}", "--stagnation", "2", "--burst", "3"],
        "nl" or "g" => ["--agent", agent, "--explore", $"{phase}", "--exploit", $"{2 * phase}"],
        _ => ["--agent", agent, "--steps", $"{3 * phase}"],
    };

    [GeneratedRegex("\"(seconds|start|end)\": ?[^,}]*,?")]
    private static partial Regex Times();

    [GeneratedRegex("\"seconds\":[^,}]*,?")]
    private static partial Regex Seconds();
}
