using Ddas.Nas.Reporting.Charts;
using Ddas.Nas.Reporting.Models;

namespace Ddas.Nas.Reporting.Sections;

/// <summary>How often each operation was chosen, by phase.</summary>
internal static class OperationSection
{
    public static Section Of(Comparison data)
    {
        var figures = new List<Figure>();
        for (int kind = 0; kind < (data.Space?.CellKinds.Count ?? 0); kind++)
        {
            var space = data.Space!;
            var rows = data.Methods.Where(method => space.Equals(method.Runs[0].Space))
                .SelectMany(method => OperationShares.Of(method, kind).Select(phase => (data.Methods.Count == 1 ? phase.Phase : $"{method.Name}, {phase.Phase}", phase.Shares))).ToArray();
            if (rows.Length == 0) continue;
            string cell = space.CellName(kind);
            figures.Add(new Figure(
                $"operations-{Text.FilePart(space.CellKinds[kind])}", $"Operations of the {cell}", "Share of each operation among the chosen pairs of all steps of a phase.",
                new StackChart { Parts = [.. space.Operations.Select(static o => o.Name)], Rows = rows }.Draw($"Shares of operations in the {cell} by phase")));
        }

        return new Section("Operations by phase", figures);
    }
}
