namespace Ddas.Nas.Agents.Benchmarks;

/// <summary>A table of architectures does not hold what it should; the message says which file, which line, and what is wrong.</summary>
public sealed class TableFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which file, which line, what.</param>
    /// <param name="inner">What the reader ran into; null where it noticed itself.</param>
    public TableFormatException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
