using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Torch.Internal;

/// <summary>Clipping of gradients that never waits for the device.</summary>
internal static class GradientClipping
{
    private const double Epsilon = 1e-6; // that of clip_grad_norm_

    /// <summary>
    /// Scales gradients in place so that the Euclidean norm of all of them together is at most
    /// <paramref name="maxNorm"/>, with the arithmetic of torch's <c>clip_grad_norm_</c>.
    /// </summary>
    /// <param name="gradients">Gradients of any shapes, of one device and element type.</param>
    /// <param name="maxNorm">The largest norm, above 0.</param>
    /// <returns>The norm before clipping, a scalar on the gradients' device that the caller disposes; null where the list is empty.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxNorm"/> is not above 0.</exception>
    public static Tensor? ClipNorm(IReadOnlyList<Tensor> gradients, double maxNorm)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        if (!(maxNorm > 0)) throw new ArgumentOutOfRangeException(nameof(maxNorm), maxNorm, "The largest norm must be above 0.");
        if (gradients.Count == 0) return null;
        using var noGradient = no_grad();
        var total = Norm(gradients);
        using var epsilon = Epsilon.ToScalar();
        using var divisor = total.add(epsilon, Scalars.One); // []
        using var largest = maxNorm.ToScalar();
        using var factor = full_like(total, largest); // []
        factor.div_(divisor).clamp_max_(Scalars.One);
        using var same = factor.eq(Scalars.One); // []
        bool changesNothing = factor.device_type == DeviceType.CPU && same.item<bool>(); // elsewhere, looking would wait
        if (!changesNothing)
            foreach (var gradient in gradients) gradient.mul_(factor);
        return total;
    }

    private static Tensor Norm(IReadOnlyList<Tensor> gradients)
    {
        var norms = new List<Tensor>(gradients.Count);
        try
        {
            foreach (var gradient in gradients) norms.Add(gradient.norm()); // []
            using var stacked = stack(norms); // [gradients]
            return stacked.norm(); // []
        }
        finally
        {
            norms.ForEach(norm => norm.Dispose());
        }
    }
}
