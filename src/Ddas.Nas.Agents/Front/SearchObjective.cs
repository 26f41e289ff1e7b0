using Ddas.Nas.Pareto;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Agents.Front;

/// <summary>What a search improves, by the name that scores give it.</summary>
/// <param name="Name"><c>accuracy</c>, <c>loss</c>, or a named cost, for example <c>flops</c>.</param>
/// <param name="Direction">Which way it improves.</param>
public sealed record SearchObjective(string Name, Direction Direction)
{
    /// <summary>Validation accuracy, more is better.</summary>
    public static SearchObjective Accuracy { get; } = new("accuracy", Direction.Maximize);

    /// <summary>FLOPs, less is better.</summary>
    public static SearchObjective Flops { get; } = new("flops", Direction.Minimize);

    /// <summary>Number of parameters, less is better.</summary>
    public static SearchObjective Parameters { get; } = new("parameters", Direction.Minimize);

    /// <summary>The objective of a score.</summary>
    /// <exception cref="InvalidOperationException">The score has no such number, or it is not finite.</exception>
    public double Of(ArchitectureScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        double? value = Name switch
        {
            "accuracy" => score.Accuracy,
            "loss" => score.Loss,
            _ => score.Figures.Find(Name),
        };
        return value is { } number && double.IsFinite(number)
            ? number
            : throw new InvalidOperationException($"The search improves '{Name}', but the environment's scores do not have it; choose other objectives, or give the environment this cost.");
    }

    /// <summary>For example <c>maximize accuracy</c>.</summary>
    public override string ToString() => $"{(Direction == Direction.Maximize ? "maximize" : "minimize")} {Name}";

    /// <summary>The objective with the sign that makes less better.</summary>
    internal double Cost(ArchitectureScore score) => Direction == Direction.Minimize ? Of(score) : -Of(score);

    /// <summary>Objectives of an options object: at least one, each name once.</summary>
    internal static void Check(OptionErrors errors, IReadOnlyList<SearchObjective>? objectives)
    {
        errors.Check(objectives is { Count: > 0 }, "Objectives is empty, but must name at least one.");
        errors.Check(objectives is null || objectives.DistinctBy(static o => o.Name).Count() == objectives.Count, "Objectives names one twice.");
    }
}
