namespace Ddas.Nas.Reporting.Drawing;

/// <summary>A colour by its role: a page says what it is in light and in dark, a file of its own takes the light one.</summary>
/// <param name="Variable">Name of the page's CSS variable.</param>
/// <param name="Light">On a light ground, as <c>#rrggbb</c>.</param>
/// <param name="Dark">On a dark ground.</param>
internal sealed record Tone(string Variable, string Light, string Dark)
{
    public static Tone Surface { get; } = new("surface", "#ffffff", "#16191d");

    public static Tone Ink { get; } = new("ink", "#1b1f24", "#e6e8eb");

    public static Tone Muted { get; } = new("muted", "#5c6570", "#a3acb6");

    public static Tone Grid { get; } = new("grid", "#e2e5e9", "#30363d");

    public static Tone Soft { get; } = new("soft", "#f3f5f7", "#22272e");

    /// <summary>Colours of methods, told apart by colour-blind readers too (after Okabe and Ito).</summary>
    public static IReadOnlyList<Tone> Series { get; } =
    [
        new("series0", "#0072b2", "#58b0ec"), new("series1", "#d55e00", "#ff9150"), new("series2", "#008f68", "#3ccfa4"), new("series3", "#b5518e", "#e79ccb"),
        new("series4", "#b88500", "#f0c04a"), new("series5", "#6a4fb3", "#b29cf2"), new("series6", "#56636e", "#b3bec8"), new("series7", "#9b1d42", "#f0718f"),
    ];

    /// <summary>Colours of operations; none is pale.</summary>
    public static IReadOnlyList<Tone> Operations { get; } =
    [
        new("op0", "#c9ced4", "#4a525b"), new("op1", "#f2c14e", "#c79a2e"), new("op2", "#f78154", "#cf6238"), new("op3", "#b4a7d6", "#8577ad"),
        new("op4", "#4d9de0", "#3478b3"), new("op5", "#1f5f99", "#6fa8dc"), new("op6", "#5fad56", "#4a8f42"), new("op7", "#2e6b2a", "#86c97e"),
    ];

    /// <summary>Every tone, for the page's style sheet.</summary>
    public static IReadOnlyList<Tone> All { get; } = [Surface, Ink, Muted, Grid, Soft, .. Series, .. Operations];

    /// <summary>The colour of a method or operation by its number; colours come again after the last.</summary>
    public static Tone Of(IReadOnlyList<Tone> tones, int index) => tones[index % tones.Count];
}
