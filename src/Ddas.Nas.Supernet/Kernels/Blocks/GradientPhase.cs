namespace Ddas.Nas.Supernet.Kernels.Blocks;

/// <summary>
/// One axis of the input's gradient, at the positions First, First + stride, ...: position i sums weight[u] * gradient[(i +
/// padding - u * dilation) / stride] over the taps u for which that division is exact. Those taps are the same for every
/// position of a phase, and from the last tap to the first the source moves by a constant step. With stride 1 there is one phase.
/// </summary>
/// <param name="First">First position; the phase's number.</param>
/// <param name="Count">Positions of this phase.</param>
/// <param name="Taps">Contributing taps; may be 0.</param>
/// <param name="LastTap">The largest contributing tap.</param>
/// <param name="TapStep">Distance between contributing taps.</param>
/// <param name="Source">Padded gradient position of the first position's last tap.</param>
/// <param name="SourceStep">Padded gradient positions from one tap to the next smaller one.</param>
internal readonly record struct GradientPhase(int First, int Count, int Taps, int LastTap, int TapStep, int Source, int SourceStep)
{
    public static GradientPhase Of(in DepthwiseShape shape, int size, int phase)
    {
        int stride = shape.Stride, dilation = shape.Dilation, shift = phase + shape.Padding;
        int count = (size - phase + stride - 1) / stride;
        int firstTap = 0;
        while (firstTap < stride && (shift - firstTap * dilation) % stride != 0) firstTap++;
        if (firstTap == stride || firstTap >= shape.Kernel) return new GradientPhase(phase, count, 0, 0, 0, 0, 0);
        int tapStep = dilation % stride == 0 ? 1 : stride;
        int taps = (shape.Kernel - firstTap + tapStep - 1) / tapStep;
        int lastTap = firstTap + (taps - 1) * tapStep;
        int source = shape.GradientPadding + (shift - lastTap * dilation) / stride;
        return new GradientPhase(phase, count, taps, lastTap, tapStep, source, tapStep * dilation / stride);
    }
}
