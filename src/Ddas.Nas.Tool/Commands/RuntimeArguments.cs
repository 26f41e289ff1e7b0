using System.CommandLine;
using System.Globalization;
using Ddas.Nas.Tool.Common;

namespace Ddas.Nas.Tool.Commands;

/// <summary>The options of every command that computes: <c>--device</c>, <c>--threads</c>, <c>--libtorch</c>, <c>--tf32</c>, <c>--quiet</c>.</summary>
internal sealed class RuntimeArguments
{
    private static readonly int MostThreads = 4 * Environment.ProcessorCount;

    private readonly Option<string> device = new("--device") { Description = "cpu, cuda or cuda:N.", DefaultValueFactory = _ => "cpu" };
    private readonly Option<int?> threads = new("--threads") { Description = "Threads torch computes with, at most four times the processors; all cores when left out." };
    private readonly Option<string?> libtorch = new("--libtorch") { Description = "Folder of a libtorch 2.10 (or of PyTorch's torch/lib) to use instead of the application's own." };
    private readonly Option<bool> tf32 = new("--tf32") { Description = "On CUDA, lets convolutions and matrix products round their factors to TF32." };
    private readonly Option<bool> quiet = new("--quiet") { Description = "No progress; warnings and errors only." };

    public RuntimeArguments(Command command)
    {
        threads.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out int count) && (count < 1 || count > MostThreads))
                result.AddError($"--threads is {count}, but must be from 1 to {MostThreads}, four times the processors.");
        });
        foreach (var option in All) command.Add(option);
    }

    /// <summary>Every option, in the order of the help.</summary>
    public IReadOnlyList<Option> All => [device, threads, libtorch, tf32, quiet];

    public Runtime Bind(ParseResult arguments) => new(arguments.GetValue(device)!, arguments.GetValue(threads), arguments.GetValue(libtorch), arguments.GetValue(tf32), arguments.GetValue(quiet));
}
