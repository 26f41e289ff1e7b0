namespace Ddas.Nas.Onnx;

/// <summary>A network could not be exported, or computes something else in ONNX Runtime; the message says what, where and what to do.</summary>
public sealed class OnnxExportException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong, where, what to do.</param>
    /// <param name="inner">What ONNX Runtime or the operating system said.</param>
    public OnnxExportException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
