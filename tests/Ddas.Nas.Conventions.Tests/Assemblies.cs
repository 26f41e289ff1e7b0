using System.Reflection;

namespace Ddas.Nas.Conventions.Tests;

/// <summary>The assemblies and what each may reference: the table of docs/index.md.</summary>
internal static class Assemblies
{
    private static readonly string[] Everywhere = ["Microsoft.CodeAnalysis.BannedApiAnalyzers", "Microsoft.CodeAnalysis.PublicApiAnalyzers"];

    public static IReadOnlyDictionary<string, string[]> MayReference { get; } = new Dictionary<string, string[]>
    {
        ["Ddas.Nas.SearchSpace"] = [],
        ["Ddas.Nas.Pareto"] = ["MathNet.Numerics"],
        ["Ddas.Nas.Agents"] = ["Ddas.Nas.SearchSpace", "MathNet.Numerics", "Microsoft.Extensions.Options", "Microsoft.Extensions.Logging.Abstractions"],
        ["Ddas.Nas.Torch"] = ["Ddas.Nas.SearchSpace", "TorchSharp"],
        ["Ddas.Nas.Agents.Ddpg"] = ["Ddas.Nas.Agents", "Ddas.Nas.Torch"],
        ["Ddas.Nas.Supernet"] = ["Ddas.Nas.SearchSpace", "Ddas.Nas.Torch", "Microsoft.Extensions.Options", "Microsoft.Extensions.Logging.Abstractions"],
        ["Ddas.Nas.Reporting"] = ["Ddas.Nas.SearchSpace", "Ddas.Nas.Pareto", "SkiaSharp"],
        ["Ddas.Nas.Onnx"] = ["Ddas.Nas.SearchSpace", "Ddas.Nas.Supernet", "Google.Protobuf", "Grpc.Tools", "Microsoft.ML.OnnxRuntime.Managed"],
        ["Ddas.Nas.DependencyInjection"] =
        [
            "Ddas.Nas.Agents.Ddpg", "Ddas.Nas.Supernet", "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Options.ConfigurationExtensions",
        ],
    };

    public static TheoryData<string> Names => [.. MayReference.Keys];

    public static Assembly Load(string name) => Assembly.Load(name);

    public static bool Allows(string assembly, string reference) => MayReference[assembly].Contains(reference) || Everywhere.Contains(reference);
}
