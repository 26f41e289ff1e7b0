namespace Ddas.Nas.Records.Safetensors;

/// <summary>A safetensors file cannot be read, is damaged, or cannot be written; the message names the file and says why.</summary>
public sealed class SafetensorsException : Exception
{
    /// <summary>Makes an exception without a message of its own.</summary>
    public SafetensorsException() { }

    /// <summary>Makes an exception with a message that names the file and says what is wrong.</summary>
    public SafetensorsException(string message) : base(message) { }

    /// <summary>Makes an exception with a message that names the file and says what is wrong, and its cause.</summary>
    public SafetensorsException(string message, Exception? innerException) : base(message, innerException) { }
}
