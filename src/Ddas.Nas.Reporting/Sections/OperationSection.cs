using Ddas.Nas.Reporting.Charts;
using Ddas.Nas.Reporting.Drawing;
using Ddas.Nas.Reporting.Models;

namespace Ddas.Nas.Reporting.Sections;

/// <summary>How often each operation was chosen, by phase.</summary>
internal static class OperationSection
{
    public static Section Of(Comparison data)
    {
        var figures = new List<Figure>();
        foreach (var (space, kind, cell, methods) in data.CellKinds())
        {
            var rows = methods.SelectMany(m => OperationShares.Of(data.Methods[m], kind)
                .Select(phase => (data.Methods.Count == 1 ? phase.Phase : $"{data.Methods[m].Name}, {phase.Phase}", phase.Shares))).ToArray();
            if (rows.Length == 0) continue;
            figures.Add(new Figure(
                $"operations-{Text.FilePart(cell)}", $"Operations of the {cell}", "Share of each operation among the chosen pairs of all steps of a phase.",
                new StackChart { Parts = [.. space.Operations.Select(static o => o.Name)], Rows = rows }.Draw($"Shares of operations in the {cell} by phase")));
        }

        return new Section("Operations by phase", figures);
    }
}
