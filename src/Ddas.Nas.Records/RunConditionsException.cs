namespace Ddas.Nas.Records;

/// <summary>A folder holds a run that was made under other conditions; the message names what differs.</summary>
public sealed class RunConditionsException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which folder, what differs, what to do.</param>
    public RunConditionsException(string message)
        : base(message)
    {
    }

    internal static RunConditionsException Of(string folder, IReadOnlyList<string> differences) =>
        new($"The run in '{folder}' cannot go on as it was: {string.Join("; ", differences)}. Give what it had, accept the change (its results are then not those of an uninterrupted run), or choose another folder.");
}
