using System.Runtime.ExceptionServices;
using Ddas.Nas.Records.Files;
using Ddas.Nas.Reporting.Cells;
using Ddas.Nas.Reporting.Drawing;
using Ddas.Nas.Reporting.Html;
using Ddas.Nas.Reporting.Models;
using Ddas.Nas.Reporting.Runs;
using Ddas.Nas.Reporting.Sections;

namespace Ddas.Nas.Reporting;

/// <summary>
/// The report of one or more runs, finished or not: figures, tables, and a page that holds all of it. Runs that differ in
/// nothing but their seed are one method. Immutable; the files it was read from may change.
/// </summary>
public sealed class Report
{
    private readonly ReportPage page;
    private readonly IReadOnlyList<FrontCell> cells;

    /// <summary>Computes the report.</summary>
    /// <param name="runs">The runs, in the order in which they are shown; none gives a page that says so.</param>
    /// <param name="options">Defaults if null.</param>
    /// <exception cref="SearchSpace.OptionsException">Options are out of range.</exception>
    public Report(IReadOnlyList<RunData> runs, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(runs);
        options ??= new ReportOptions();
        options.Validate();
        var data = new Comparison(runs) { Title = options.Title, TopShare = options.TopShare, Trained = options.Trained, Published = options.References };
        Section[] sections = [GlanceSection.Of(data), CurveSection.Of(data), ShapeSection.Of(data), OperationSection.Of(data), TrainedSection.Of(data), AgentSection.Of(data)];
        cells = FrontCell.Of(data);
        Figures = [.. sections.SelectMany(static section => section.Figures), .. cells.Select(static cell => cell.Figure)];
        page = new ReportPage(data, sections, cells);
    }

    /// <summary>All figures, in the page's order; the drawings of the fronts' cells come last.</summary>
    public IReadOnlyList<Figure> Figures { get; }

    /// <summary>The page: one HTML document that needs nothing else.</summary>
    public string ToHtml() => page.ToHtml();

    /// <summary>Writes <c>report.html</c>, and <c>figures/</c> with each figure as SVG and PNG and the fronts' cells as DOT text; cells that an earlier report left there go.</summary>
    /// <param name="folder">The folder, made where it is absent.</param>
    /// <returns>Full path of <c>report.html</c>.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public string Save(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string figures = Directory.CreateDirectory(Path.Combine(folder, "figures")).FullName;
        foreach (string pattern in (string[])["cell-*.svg", "cell-*.png", "cell-*.dot"])
            foreach (string old in Directory.GetFiles(figures, pattern)) File.Delete(old);
        SaveFigures(figures);
        foreach (var cell in cells)
            for (int kind = 0; kind < cell.Architecture.Space.CellKinds.Count; kind++)
                PlainFile.Write(Path.Combine(figures, $"{cell.Figure.Name}-{Text.FilePart(cell.Architecture.Space.CellKinds[kind])}.dot"), CellDot.Of(cell.Architecture, kind));
        string path = Path.GetFullPath(Path.Combine(folder, "report.html"));
        AtomicFile.WriteText(path, ToHtml());
        return path;
    }

    private void SaveFigures(string folder)
    {
        try
        {
            Parallel.ForEach(Figures, figure => figure.Save(folder));
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]); // the others say the same of other files
        }
    }
}
