namespace Ddas.Nas.Records;

/// <summary>A file of a run does not hold what it should; the message says which file, where in it, and what is wrong.</summary>
public sealed class RecordFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which file, where, what.</param>
    /// <param name="inner">What the reader ran into; null where it noticed itself.</param>
    public RecordFormatException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
