using Ddas.Nas.Reporting.Cells;
using Ddas.Nas.Reporting.Drawing;
using Ddas.Nas.Reporting.Models;
using Ddas.Nas.Reporting.Runs;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Reporting.Sections;

/// <summary>The drawing of an architecture on a method's front.</summary>
internal sealed record FrontCell(SearchMethod Method, StepRecord Step, Architecture Architecture, Figure Figure)
{
    /// <summary>Of every architecture on a front whose space is known.</summary>
    public static IReadOnlyList<FrontCell> Of(Comparison data)
    {
        var names = new HashSet<string>();
        return
        [
            .. from method in data.Methods
                from item in Comparison.FrontOf(method)
                let architecture = item.Run.ArchitectureOf(item.Step)
                where architecture is not null
                select new FrontCell(method, item.Step, architecture, Draw(method, item.Run, item.Step, architecture, names)),
        ];
    }

    private static Figure Draw(SearchMethod method, RunData run, StepRecord step, Architecture architecture, HashSet<string> names)
    {
        string label = Comparison.LabelOf(method, run, step);
        string wanted = Text.FilePart($"cell-{method.Name}-{label}"), name = wanted;
        for (int i = 2; !names.Add(name); i++) name = $"{wanted}-{i}";
        string title = $"{method.Name}, step {label}";
        return new Figure(name, title, $"{title}: {Text.Percent(step.Accuracy)}", CellPicture.Of(architecture, $"Cells of {title}"));
    }
}
