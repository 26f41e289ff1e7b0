using System.CommandLine;
using System.Globalization;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Torch;

namespace Ddas.Nas.Tool.Commands;

/// <summary>The manifest of what a command is about to do.</summary>
internal static class CommandManifest
{
    public static RunManifest Of(ParseResult arguments, string space, long seed, string device, int threads, RunDataset dataset) => new()
    {
        Space = space,
        Options = OptionsOf(arguments),
        Seed = seed,
        LibraryVersion = RunManifest.CurrentLibraryVersion,
        LibtorchVersion = TorchNative.Describe().LibtorchVersion,
        Threads = threads,
        ProcessorFeatures = ProcessorFeatures.Current,
        Device = device,
        Dataset = dataset,
        Start = DateTimeOffset.Now,
    };

    /// <summary>Every option by its name, the defaults too, but for those that are none of a run.</summary>
    public static IReadOnlyDictionary<string, string> OptionsOf(ParseResult arguments) =>
        arguments.CommandResult.Command.Options
            .Where(o => o.Name is not ("--help" or "--run" or "--plan" or "--json"))
            .ToDictionary(o => o.Name.TrimStart('-'), o => Convert.ToString(arguments.GetValue<object?>(o.Name), CultureInfo.InvariantCulture) ?? "");
}
