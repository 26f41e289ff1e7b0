using Ddas.Nas.Supernet.Kernels.Programs;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Networks;

/// <summary>
/// A pass without gradients, prepared once and run on many batches. With running statistics it may keep a copy of the
/// weights from its first batch on: they must not change before it is disposed. Not thread-safe.
/// </summary>
/// <param name="body">The network; it must outlive this object.</param>
/// <param name="passes">What to compute, by cell kind.</param>
/// <param name="batchStatistics">Whether BatchNorm uses each batch's own statistics, and enters them into the running ones.</param>
internal sealed class EvaluationPass(NetworkBody body, IReadOnlyList<CellPass> passes, bool batchStatistics) : IDisposable
{
    private ImageProgram? program;
    private (long Height, long Width) compiledFor;

    /// <summary>Applies the network.</summary>
    /// <param name="images">[B, image channels, H, W], normalized; float32, or with running statistics bfloat16, in which convolutions then compute.</param>
    /// <returns>Logits [B, classes].</returns>
    /// <exception cref="ArgumentException">Images have another form than the network needs.</exception>
    public Tensor Run(Tensor images)
    {
        ObjectDisposedException.ThrowIf(body.IsDisposed, this);
        body.Check(images, batchStatistics);
        using var grad = no_grad();
        if (!batchStatistics && Compile(images) is { } ready) return ready.Run(images); // [B, classes]
        var (logits, auxiliary) = body.Forward(images, passes, batchStatistics); // [B, classes]
        auxiliary?.Dispose();
        return logits;
    }

    public void Dispose() => program?.Dispose();

    private ImageProgram? Compile(Tensor images)
    {
        if (!body.Plan.Kernels.Serve(images)) return null;
        var size = (images.shape[2], images.shape[3]);
        if (size == compiledFor) return program;
        program?.Dispose();
        (program, compiledFor) = (body.TryCompile(images, passes), size);
        return program;
    }
}
