namespace Ddas.Nas.Supernet.Kernels.Programs;

/// <summary>Zeros: a node that nothing reaches.</summary>
internal sealed unsafe class ZerosStep(ImageSlot to) : IImageStep
{
    public int WorkLength => 0;

    public void Run(float* memory, float* work) => new Span<float>(memory + to.Offset, to.Length).Clear();
}
