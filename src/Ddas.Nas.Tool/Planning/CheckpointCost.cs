namespace Ddas.Nas.Tool.Planning;

/// <summary>What checkpoints take; the time that the disk needs is not in it.</summary>
/// <param name="Bytes">Size of one, without what steps add; once every weight has been trained.</param>
/// <param name="BytesPerStep">What each step adds (what the agent remembers), at most.</param>
/// <param name="CaptureSeconds">To copy a state, per byte.</param>
/// <param name="HashSeconds">To compute a checkpoint's checksum, per byte.</param>
internal sealed record CheckpointCost(long Bytes, double BytesPerStep, double CaptureSeconds, double HashSeconds)
{
    /// <summary>Size of one after so many steps.</summary>
    public double BytesAt(double step) => Bytes + (step * BytesPerStep);
}
