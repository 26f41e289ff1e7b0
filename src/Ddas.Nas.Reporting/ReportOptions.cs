using System.Globalization;
using Ddas.Nas.Records;
using Ddas.Nas.Reporting.Runs;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Reporting;

/// <summary>What a <see cref="Report"/> shows beside its runs.</summary>
public sealed class ReportOptions
{
    /// <summary>The page's title; not empty. Default "Architecture search".</summary>
    public string Title { get; set; } = "Architecture search";

    /// <summary>Share of the most accurate steps whose widths and depths are counted; above 0, at most 1. Default 0.05 (Fig. 5).</summary>
    public double TopShare { get; set; } = 0.05;

    /// <summary>Published curves, drawn dashed beside ours. Default none.</summary>
    public IReadOnlyList<ReferenceCurve> References { get; set; } = [];

    /// <summary>Trained cells: their accuracy on test images against the supernet's, and their fronts. Default none.</summary>
    public IReadOnlyList<TrainedCellManifest> Trained { get; set; } = [];

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(ReportOptions));
        errors.Check(!string.IsNullOrWhiteSpace(Title), "Title is empty, but the page needs one.");
        errors.Check(TopShare is > 0 and <= 1, string.Create(CultureInfo.InvariantCulture, $"TopShare is {TopShare}, but must be above 0 and at most 1."));
        errors.ThrowIfAny();
    }
}
