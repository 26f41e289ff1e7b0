namespace Ddas.Nas.Supernet.Training;

/// <summary>A folder holds no usable trained cell, or cannot take one; the message says which folder, why and what to do.</summary>
public sealed class TrainedCellException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which folder, why, what to do.</param>
    /// <param name="inner">What the reader or the operating system said.</param>
    public TrainedCellException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
