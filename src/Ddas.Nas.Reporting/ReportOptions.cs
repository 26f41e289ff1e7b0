using Ddas.Nas.SearchSpace.Records;

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
}
