namespace Ddas.Nas.Torch.Native;

/// <summary>The native libraries of torch cannot be loaded; the message is one sentence that says what to do.</summary>
public sealed class TorchNativeException : Exception
{
    /// <summary>Makes an exception without a message of its own.</summary>
    public TorchNativeException() { }

    /// <summary>Makes an exception with one sentence that says what is wrong and what to install.</summary>
    public TorchNativeException(string message) : base(message) { }

    /// <summary>Makes an exception with one sentence that says what to install, and the loader's own error.</summary>
    public TorchNativeException(string message, Exception? innerException) : base(message, innerException) { }
}
