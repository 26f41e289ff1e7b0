namespace Ddas.Nas.Records;

/// <summary>A folder cannot serve as the folder of a run; the message says why and what to do.</summary>
public sealed class RunFolderException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which folder, why, what to do.</param>
    /// <param name="inner">What the operating system said.</param>
    public RunFolderException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
