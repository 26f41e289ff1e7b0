using System.Reflection;

namespace Ddas.Nas.Conventions.Tests;

/// <summary>The assemblies and what each may reference: the table of docs/index.md.</summary>
internal static class Assemblies
{
    /// <summary>The application: its types are nobody's to use, but its references are held like those of the libraries.</summary>
    public const string Tool = "Ddas.Nas.Tool";

    private static readonly string[] Everywhere = ["Microsoft.CodeAnalysis.BannedApiAnalyzers", "Microsoft.CodeAnalysis.PublicApiAnalyzers"];

    public static IReadOnlyDictionary<string, string[]> MayReference { get; } = new Dictionary<string, string[]>
    {
        ["Ddas.Nas.SearchSpace"] = [],
        ["Ddas.Nas.Records"] = ["Ddas.Nas.SearchSpace"],
        ["Ddas.Nas.Pareto"] = ["Ddas.Nas.SearchSpace", "MathNet.Numerics"],
        ["Ddas.Nas.Agents"] = ["Ddas.Nas.Records", "Ddas.Nas.Pareto", "MathNet.Numerics", "Microsoft.Extensions.Options", "Microsoft.Extensions.Logging.Abstractions"],
        ["Ddas.Nas.Torch"] = ["Ddas.Nas.Records", "TorchSharp"],
        ["Ddas.Nas.Agents.Ddpg"] = ["Ddas.Nas.Agents", "Ddas.Nas.Torch"],
        ["Ddas.Nas.Supernet"] = ["Ddas.Nas.Records", "Ddas.Nas.Torch", "Microsoft.Extensions.Options", "Microsoft.Extensions.Logging.Abstractions"],
        ["Ddas.Nas.Reporting"] = ["Ddas.Nas.Records", "Ddas.Nas.Pareto", "SkiaSharp"],
        ["Ddas.Nas.Onnx"] = ["Ddas.Nas.Supernet", "Google.Protobuf", "Grpc.Tools", "Microsoft.ML.OnnxRuntime.Managed"],
        ["Ddas.Nas.DependencyInjection"] =
        [
            "Ddas.Nas.Agents.Ddpg", "Ddas.Nas.Supernet", "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Options.ConfigurationExtensions",
        ],
        ["Ddas.Nas.Testing"] = ["Ddas.Nas.SearchSpace", "Ddas.Nas.Pareto", "Ddas.Nas.Agents", "Ddas.Nas.Supernet"],
        [Tool] =
        [
            "Ddas.Nas.Agents", "Ddas.Nas.Agents.Ddpg", "Ddas.Nas.Supernet", "Ddas.Nas.Reporting", "Ddas.Nas.Onnx", "Ddas.Nas.DependencyInjection", "System.CommandLine",
        ],
    };

    /// <summary>All of them.</summary>
    public static TheoryData<string> Names => [.. MayReference.Keys];

    /// <summary>Those whose types callers see.</summary>
    public static IEnumerable<string> Libraries => MayReference.Keys.Where(static name => name != Tool);

    public static TheoryData<string> LibraryNames => [.. Libraries];

    public static Assembly Load(string name) => Assembly.Load(name);

    /// <summary>The public types of a library outside namespaces that end in <c>Internal</c>, generated ones left out.</summary>
    public static IEnumerable<Type> PublicTypes(string library) =>
        Load(library).GetExportedTypes().Where(static type => !type.IsNested && !IsInternal(type) && !IsGenerated(type));

    public static bool IsInternal(Type type) => type.Namespace?.EndsWith(".Internal", StringComparison.Ordinal) == true;

    public static bool IsGenerated(MemberInfo type) => type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute));

    public static bool Allows(string assembly, string reference) => MayReference[assembly].Contains(reference) || Everywhere.Contains(reference);
}
