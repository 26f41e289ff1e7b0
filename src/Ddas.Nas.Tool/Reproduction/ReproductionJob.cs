using Ddas.Nas.Tool.Submission;

namespace Ddas.Nas.Tool.Reproduction;

/// <summary>One command line of a reproduction, and what shows that it is done.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Arguments">The arguments of <c>ddas</c>.</param>
/// <param name="Folder">The folder that it fills.</param>
internal sealed record ReproductionJob(ReproductionJobKind Kind, IReadOnlyList<string> Arguments, string Folder)
{
    /// <summary>The command line, as a shell takes it.</summary>
    public override string ToString() => $"ddas {string.Join(' ', Arguments.Select(ShellText.Word))}";
}

/// <summary>What a job does, in the order in which jobs need each other.</summary>
internal enum ReproductionJobKind
{
    /// <summary>Warms a supernet up.</summary>
    Warmup,

    /// <summary>Searches it.</summary>
    Search,

    /// <summary>Trains the cells of a front.</summary>
    Evaluate,
}
