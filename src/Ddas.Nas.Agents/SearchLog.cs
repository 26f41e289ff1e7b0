using Microsoft.Extensions.Logging;

namespace Ddas.Nas.Agents;

/// <summary>The log messages of a search. Event ids are stable: 1001 to 1099 belong to the search loop.</summary>
internal static partial class SearchLog
{
    [LoggerMessage(EventId = 1001, EventName = "SearchStarted", Level = LogLevel.Information, Message = "Search of space {Space} starts at step {Step} of {Steps}")]
    public static partial void Started(this ILogger logger, string space, int step, int steps);

    [LoggerMessage(EventId = 1002, EventName = "PhaseChanged", Level = LogLevel.Information, Message = "Step {Step}: phase {Phase}")]
    public static partial void PhaseChanged(this ILogger logger, int step, string phase);

    [LoggerMessage(EventId = 1003, EventName = "ActorSaturated", Level = LogLevel.Warning, Message = "Step {Step}: the actor is saturated, {Saturation:P0} of its outputs lie within 0.01 of 0 or 1")]
    public static partial void ActorSaturated(this ILogger logger, int step, double saturation);

    [LoggerMessage(EventId = 1004, EventName = "DeadCell", Level = LogLevel.Warning, Message = "Step {Step}: no path leads through the {Cell} of {Genotype}")]
    public static partial void DeadCell(this ILogger logger, int step, string cell, string genotype);

    [LoggerMessage(EventId = 1005, EventName = "ArchitectureUnchanged", Level = LogLevel.Warning, Message = "Step {Step}: the architecture has not changed for {Unchanged} steps; the noise may be too weak to change it")]
    public static partial void ArchitectureUnchanged(this ILogger logger, int step, int unchanged);

    [LoggerMessage(EventId = 1006, EventName = "SearchEnded", Level = LogLevel.Information, Message = "Search ends after {Steps} steps and {Elapsed}: {End}; best accuracy {BestAccuracy} at step {BestStep}")]
    public static partial void Ended(this ILogger logger, int steps, TimeSpan elapsed, SearchEnd end, double? bestAccuracy, int? bestStep);

    [LoggerMessage(EventId = 1007, EventName = "StepRolledBack", Level = LogLevel.Warning, Message = "Step {Step} is rolled back ({Policy}): {Problem}")]
    public static partial void RolledBack(this ILogger logger, int step, NonFinitePolicy policy, string problem);

    [LoggerMessage(EventId = 1009, EventName = "NoCheckpoints", Level = LogLevel.Warning, Message = "No checkpoints are written and none is read, since {Type} is not IResumable: a search that is cut off is lost")]
    public static partial void NoCheckpoints(this ILogger logger, string type);

    [LoggerMessage(EventId = 1010, EventName = "RunWarning", Level = LogLevel.Warning, Message = "{Warning}")]
    public static partial void RunWarning(this ILogger logger, string warning);
}
