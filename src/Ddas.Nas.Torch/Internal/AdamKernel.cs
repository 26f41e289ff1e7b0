using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ddas.Nas.Torch.Internal;

/// <summary>
/// One step of Adam over float32 memory in one pass, rounded where torch's separate operations round. The root is the
/// nearest number, which that of torch's library (MKL) is not always.
/// </summary>
/// <param name="Keep1">beta1.</param>
/// <param name="Add1">1 - beta1.</param>
/// <param name="Keep2">beta2.</param>
/// <param name="Add2">1 - beta2.</param>
/// <param name="Correction">The square root of 1 - beta2 to the power of the step.</param>
/// <param name="Epsilon">Added to the divisor.</param>
/// <param name="Rate">Minus the learning rate over 1 - beta1 to the power of the step.</param>
internal readonly unsafe record struct AdamKernel(float Keep1, float Add1, float Keep2, float Add2, float Correction, float Epsilon, float Rate)
{
    private const int Width = 8;

    /// <summary>Whether this processor can; elsewhere torch's operations are to be used.</summary>
    public static bool IsSupported => Fma.IsSupported;

    /// <summary>Moves a parameter and its averages.</summary>
    /// <param name="parameter">[count].</param>
    /// <param name="gradient">[count].</param>
    /// <param name="mean">The mean gradient, [count].</param>
    /// <param name="square">The mean squared gradient, [count].</param>
    /// <param name="count">How many numbers there are.</param>
    public void Move(float* parameter, float* gradient, float* mean, float* square, long count)
    {
        long whole = count - (count % Width);
        MoveWhole(parameter, gradient, mean, square, whole);
        if (whole < count) MoveRest(parameter + whole, gradient + whole, mean + whole, square + whole, (int)(count - whole));
    }

    /// <summary>The last few take the same way, in registers that are not full.</summary>
    private void MoveRest(float* parameter, float* gradient, float* mean, float* square, int count)
    {
        float* full = stackalloc float[4 * Width];
        new Span<float>(full, 4 * Width).Clear();
        float** parts = stackalloc float*[] { parameter, gradient, mean, square };
        for (int i = 0; i < 4; i++) new Span<float>(parts[i], count).CopyTo(new Span<float>(full + (i * Width), count));
        MoveWhole(full, full + Width, full + (2 * Width), full + (3 * Width), Width);
        for (int i = 0; i < 4; i++) new Span<float>(full + (i * Width), count).CopyTo(new Span<float>(parts[i], count));
    }

    private void MoveWhole(float* parameter, float* gradient, float* mean, float* square, long count)
    {
        Vector256<float> keep1 = Vector256.Create(Keep1), add1 = Vector256.Create(Add1), keep2 = Vector256.Create(Keep2), add2 = Vector256.Create(Add2);
        Vector256<float> correction = Vector256.Create(Correction), epsilon = Vector256.Create(Epsilon), rate = Vector256.Create(Rate);
        for (long i = 0; i < count; i += Width)
        {
            var g = Vector256.Load(gradient + i);
            var m = Fma.MultiplyAdd(g, add1, Vector256.Load(mean + i) * keep1);
            var v = Fma.MultiplyAdd(add2 * g, g, Vector256.Load(square + i) * keep2);
            var root = (Vector256.Sqrt(v) / correction) + epsilon;
            m.Store(mean + i);
            v.Store(square + i);
            (Vector256.Load(parameter + i) + (rate * m / root)).Store(parameter + i);
        }
    }
}
