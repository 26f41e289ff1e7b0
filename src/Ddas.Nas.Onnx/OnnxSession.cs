using Microsoft.ML.OnnxRuntime;

namespace Ddas.Nas.Onnx;

/// <summary>A model in ONNX Runtime on the CPU.</summary>
internal sealed class OnnxSession : IDisposable
{
    private static readonly string[] InputNames = [NetworkGraph.Images], OutputNames = [NetworkGraph.Logits];
    private readonly InferenceSession session;
    private readonly RunOptions run = new();

    private OnnxSession(InferenceSession session) => this.session = session;

    /// <summary>Loads a model.</summary>
    /// <exception cref="OnnxExportException">The natives are absent, or ONNX Runtime refuses the model.</exception>
    public static OnnxSession Open(byte[] model, int threads)
    {
        try
        {
            using var options = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            return new OnnxSession(new InferenceSession(model, options));
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException)
        {
            throw new OnnxExportException("ONNX Runtime's native library does not load: reference the package Microsoft.ML.OnnxRuntime (or one of its GPU variants) in the application.", e);
        }
        catch (OnnxRuntimeException e)
        {
            throw new OnnxExportException($"ONNX Runtime refuses the model: {e.Message}", e);
        }
    }

    /// <summary>The logits of a batch, row-major.</summary>
    /// <param name="images">Floats or bytes, as the model takes them.</param>
    /// <param name="shape">Their shape.</param>
    public float[] Run<T>(T[] images, long[] shape)
        where T : unmanaged
    {
        using var input = OrtValue.CreateTensorValueFromMemory(images, shape);
        using var outputs = session.Run(run, InputNames, [input], OutputNames);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    public void Dispose()
    {
        run.Dispose();
        session.Dispose();
    }
}
