namespace Ddas.Nas.Supernet;

/// <summary>A folder holds no usable supernet, or cannot take one; the message says which folder, why and what to do.</summary>
public sealed class SupernetFolderException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Which folder, why, what to do.</param>
    /// <param name="inner">What the reader or the operating system said.</param>
    public SupernetFolderException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
