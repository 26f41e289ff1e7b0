namespace Ddas.Nas.SearchSpace;

/// <summary>A run cannot go on from its checkpoints; the message says which, why, and what to do.</summary>
public sealed class CheckpointException : Exception
{
    /// <summary>Makes an exception without a message of its own.</summary>
    public CheckpointException() { }

    /// <summary>Makes an exception with a message that says which checkpoint, why, and what to do.</summary>
    public CheckpointException(string message) : base(message) { }

    /// <summary>Makes an exception with a message that says which checkpoint, why, and what to do, and its cause.</summary>
    public CheckpointException(string message, Exception? innerException) : base(message, innerException) { }
}
