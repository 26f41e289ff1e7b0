using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Ddas.Nas.Benchmarks.Measuring;
using TorchSharp;

namespace Ddas.Nas.Benchmarks.Throughput;

/// <summary><c>throughput</c>: the library beside plain TorchSharp, in one run.</summary>
internal static class ThroughputCommand
{
    public const string DartsV2 = "DARTS_V2";
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Answer as one JSON document." };
        var rounds = new Option<int>("--rounds") { Description = "Rounds of which medians are taken.", DefaultValueFactory = _ => 5 };
        var full = new Option<bool>("--full") { Description = "Measure the whole step with all 25,000 images of D_V instead of 2,560." };
        var threads = new Option<int?>("--threads") { Description = "Threads torch computes with; all cores when left out." };
        var processor = new Option<bool>("--cpu-time") { Description = "Measure processor time on one thread instead of the wall clock: for a machine that does other work." };
        var profile = new Option<bool>("--no-profile") { Description = "Leave the profile out." };
        var command = new Command("throughput", "Measures training, evaluation, agent and memory against plain TorchSharp.") { json, rounds, full, threads, processor, profile };
        command.SetAction(arguments =>
        {
            if (arguments.GetValue(threads) is { } count) torch.set_num_threads(count);
            Clock.ReadsProcessor = arguments.GetValue(processor);
            if (Clock.ReadsProcessor) torch.set_num_threads(1);
            var report = new ThroughputRun(arguments.GetValue(rounds), arguments.GetValue(full), !arguments.GetValue(profile), Console.Error).Run();
            if (arguments.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(report, Indented));
            else ReportText.Write(report, Console.Out);
        });
        return command;
    }
}
