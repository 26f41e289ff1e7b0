using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Ddas.Nas.Benchmarks.Pieces;

/// <summary><c>pieces</c>: BenchmarkDotNet on the parts of a step; arguments after <c>--</c> go to it.</summary>
internal static class PiecesCommand
{
    public static Command Create()
    {
        var rest = new Argument<string[]>("arguments") { Description = "Arguments of BenchmarkDotNet, such as --filter *Block*." };
        var command = new Command("pieces", "Measures the parts of a step with BenchmarkDotNet.") { rest };
        command.SetAction(arguments =>
        {
            var job = Job.Default.WithWarmupCount(2).WithIterationCount(7).WithToolchain(InProcessEmitToolchain.Instance);
            string[] given = arguments.GetValue(rest) is { Length: > 0 } some ? some : ["--filter", "*"];
            BenchmarkSwitcher.FromAssembly(typeof(PiecesCommand).Assembly).Run(given, ManualConfig.Create(DefaultConfig.Instance).AddJob(job));
        });
        return command;
    }
}
