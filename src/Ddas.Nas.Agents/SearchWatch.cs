using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Analysis;
using Microsoft.Extensions.Logging;

namespace Ddas.Nas.Agents;

/// <summary>Watches the steps of a search and logs what a person should know; each warning once until it no longer holds.</summary>
internal sealed class SearchWatch(ILogger logger, SearchOptions options, int steps)
{
    private string? phase;
    private bool saturated;
    private int unchanged;

    public void Started(int step, SearchSpaceDefinition space) => logger.Started(space.Name, step, steps);

    public void Stepped(StepRecord record, Architecture architecture, bool changed)
    {
        if (record.Phase != phase) logger.PhaseChanged(record.Step, phase = record.Phase);

        bool wasSaturated = saturated;
        double? saturation = record.Figures.Find(AgentDiagnostics.Saturation);
        saturated = saturation >= options.SaturationWarning;
        if (saturated && !wasSaturated) logger.ActorSaturated(record.Step, saturation!.Value);

        if (changed)
            for (int kind = 0; kind < architecture.Space.CellKinds.Count; kind++)
                if (LiveNodes.IsDead(architecture, kind)) logger.DeadCell(record.Step, architecture.Space.CellName(kind), record.Genotype);

        unchanged = changed ? 0 : unchanged + 1;
        if (unchanged == options.UnchangedWarning) logger.ArchitectureUnchanged(record.Step, unchanged);
    }

    public void Ended(SearchResult result) =>
        logger.Ended(result.Steps.Count, result.Elapsed, result.End, result.Best?.Accuracy, result.Best?.Step);
}
