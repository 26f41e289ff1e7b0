namespace Ddas.Nas.TestSupport;

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class ManualTime : TimeProvider
{
    private long ticks;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => ticks;

    /// <summary>Moves the clock on.</summary>
    public void Advance(TimeSpan by) => ticks += by.Ticks;
}
