namespace Ddas.Nas.SearchSpace;

/// <summary>The text of an architecture cannot be read. The message says at which position, and what was expected there.</summary>
public sealed class GenotypeFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="position">Where reading failed: a character's index, from 0.</param>
    /// <param name="problem">What was expected and what was found instead, as the end of a sentence without its full stop.</param>
    public GenotypeFormatException(int position, string problem)
        : base($"At position {position}: {problem}.") => Position = position;

    /// <summary>Where reading failed: a character's index, from 0.</summary>
    public int Position { get; }
}
