using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Ddas.Nas.Benchmarks.Measuring;
using Ddas.Nas.Supernet;
using TorchSharp;

namespace Ddas.Nas.Benchmarks;

/// <summary><c>work</c>: does one thing for a while, for a profiler to watch; answers how often, and the peak memory meanwhile.</summary>
internal static class WorkCommand
{
    private static readonly string[] Cases = ["all", "discrete", "evaluation", "update"];

    public static Command Create()
    {
        var contender = new Option<string>("--contender") { DefaultValueFactory = _ => "library" }.AcceptOnlyFromAmong("library", "channelsLast", "nchw");
        var kind = new Option<string>("--case") { DefaultValueFactory = _ => "all" }.AcceptOnlyFromAmong(Cases);
        var seconds = new Option<double>("--seconds") { DefaultValueFactory = _ => 10 };
        var batch = new Option<int>("--batch") { DefaultValueFactory = _ => new SupernetEvaluatorOptions().EvaluationBatchSize };
        var threads = new Option<int?>("--threads");
        var command = new Command("work", "Does one thing for a while, for a profiler to watch.") { contender, kind, batch, seconds, threads };
        command.SetAction(arguments =>
        {
            if (arguments.GetValue(threads) is { } count) torch.set_num_threads(count);
            var answer = Run(arguments.GetValue(contender)!, arguments.GetValue(kind)!, arguments.GetValue(batch), TimeSpan.FromSeconds(arguments.GetValue(seconds)));
            Console.WriteLine(JsonSerializer.Serialize(answer, JsonSerializerOptions.Web));
        });
        return command;
    }

    private static Answer Run(string contender, string kind, int batch, TimeSpan time)
    {
        using var agent = new AgentBed();
        using var bed = new TestBed(TestBed.BatchSize, 1280);
        using var subject = bed.Create(contender);
        var images = bed.Data.ValidBatches(batch);
        ProcessMemory.ResetPeak();
        var (start, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        int repetitions = 0;
        for (; repetitions < 3 || Stopwatch.GetElapsedTime(start) < time; repetitions++)
        {
            if (kind == "update") agent.Update();
            else if (kind == "evaluation") subject.Evaluate(images, TestBed.DartsV2);
            else subject.Train(bed.Batch, kind == "all" ? null : TestBed.DartsV2);
        }

        return new Answer(repetitions, Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds, ProcessMemory.Peak / (double)(1 << 30));
    }

    internal sealed record Answer(int Repetitions, double Seconds, double ProcessorSeconds, double PeakGiB);
}
