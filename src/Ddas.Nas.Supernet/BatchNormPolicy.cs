using System.ComponentModel;
using System.Globalization;

namespace Ddas.Nas.Supernet;

/// <summary>
/// Which statistics BatchNorm uses while an architecture is measured on D_V. Equal by value; the <c>default</c> value is
/// <see cref="Running"/>.
/// </summary>
[TypeConverter(typeof(BatchNormPolicyConverter))]
public readonly record struct BatchNormPolicy
{
    private readonly PolicyKind kind;

    private BatchNormPolicy(PolicyKind kind, int batches) => (this.kind, RecalibrationBatches) = (kind, batches);

    private enum PolicyKind
    {
        Running,
        Recalibrate,
        BatchStatistics,
    }

    /// <summary>The running statistics, of which the step's 25 training batches renewed 1 - 0.9^25 = 93 %.</summary>
    public static BatchNormPolicy Running => default;

    /// <summary>The statistics of each batch of D_V itself; running statistics stay as they are.</summary>
    public static BatchNormPolicy BatchStatistics => new(PolicyKind.BatchStatistics, 0);

    /// <summary>Whether each batch's own statistics are used.</summary>
    public bool UsesBatchStatistics => kind == PolicyKind.BatchStatistics;

    /// <summary>Number of batches that the statistics of the chosen operations are taken anew from; 0 for none.</summary>
    public int RecalibrationBatches { get; }

    /// <summary>The mean statistics over batches of D_T that are passed, after training, through the chosen operations only.</summary>
    /// <param name="batches">Number of batches, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batches"/> is below 1.</exception>
    public static BatchNormPolicy Recalibrate(int batches)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batches, 1);
        return new BatchNormPolicy(PolicyKind.Recalibrate, batches);
    }

    /// <summary>Reads what <see cref="ToString"/> writes: <c>running</c>, <c>recalibrate:K</c> or <c>batch</c>.</summary>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static BatchNormPolicy Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text switch
        {
            "running" => Running,
            "batch" => BatchStatistics,
            ['r', 'e', 'c', 'a', 'l', 'i', 'b', 'r', 'a', 't', 'e', ':', .. var count]
                when int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int batches) && batches > 0 => Recalibrate(batches),
            _ => throw new FormatException($"'{text}' is no BatchNorm policy: running, recalibrate:K (K batches, at least 1) or batch."),
        };
    }

    /// <summary>The policy as text.</summary>
    public override string ToString() => kind switch
    {
        PolicyKind.Recalibrate => string.Create(CultureInfo.InvariantCulture, $"recalibrate:{RecalibrationBatches}"),
        PolicyKind.BatchStatistics => "batch",
        _ => "running",
    };
}
