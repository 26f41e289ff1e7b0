namespace Ddas.Nas.Records;

/// <summary>A folder is locked by a process that still runs; the message names folder, process and host.</summary>
public sealed class FolderInUseException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="owner">Who holds it, for example <c>process 4711 on host a1</c>.</param>
    /// <param name="inner">What the operating system said.</param>
    public FolderInUseException(string folder, string owner, Exception? inner = null)
        : base($"'{folder}' is in use by {owner}. Wait until it ends, or choose another folder.", inner) => Owner = owner;

    /// <summary>Who holds the folder, for example <c>process 4711 on host a1</c>.</summary>
    public string Owner { get; } = "";
}
