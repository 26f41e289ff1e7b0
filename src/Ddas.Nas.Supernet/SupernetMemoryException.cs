namespace Ddas.Nas.Supernet;

/// <summary>A batch does not fit into memory; the message names batch, network and device, and says what to do.</summary>
public sealed class SupernetMemoryException : Exception
{
    /// <summary>Makes an exception without a message of its own.</summary>
    public SupernetMemoryException() { }

    /// <summary>Makes an exception with a message that names batch, network and device.</summary>
    public SupernetMemoryException(string message) : base(message) { }

    /// <summary>Makes an exception with a message that names batch, network and device, and what torch said.</summary>
    public SupernetMemoryException(string message, Exception? innerException) : base(message, innerException) { }
}
