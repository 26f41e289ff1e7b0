using System.ComponentModel;
using Ddas.Nas.SearchSpace;
using static TorchSharp.torch;

namespace Ddas.Nas.Torch.Internal;

/// <summary>
/// Float tensors of random numbers from a <see cref="RandomStream"/>: made in C#, equal on every device, and independent
/// of torch's generators. Values are drawn in row-major order. The caller disposes the tensors.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RandomTensors
{
    /// <summary>Draws from U(<paramref name="low"/>, <paramref name="high"/>).</summary>
    /// <param name="random">The stream, which moves on by one double a value.</param>
    /// <param name="low">Lower end, finite.</param>
    /// <param name="high">Upper end, finite, not below <paramref name="low"/>; rounding to float may reach it.</param>
    /// <param name="device">Where the tensor goes.</param>
    /// <param name="shape">Its shape.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range is empty or not finite.</exception>
    public static Tensor Uniform(ref RandomStream random, double low, double high, Device device, params ReadOnlySpan<long> shape)
    {
        if (!(low <= high && double.IsFinite(high - low))) throw new ArgumentOutOfRangeException(nameof(high), high, $"The range from {low} must be finite and not empty.");
        float[] values = new float[Count(shape)];
        for (int i = 0; i < values.Length; i++) values[i] = (float)(low + (high - low) * random.NextDouble());
        return From(values, device, shape);
    }

    /// <summary>Draws from N(<paramref name="mean"/>, <paramref name="deviation"/>²).</summary>
    /// <param name="random">The stream.</param>
    /// <param name="mean">The mean.</param>
    /// <param name="deviation">The standard deviation.</param>
    /// <param name="device">Where the tensor goes.</param>
    /// <param name="shape">Its shape.</param>
    public static Tensor Gaussian(ref RandomStream random, double mean, double deviation, Device device, params ReadOnlySpan<long> shape)
    {
        float[] values = new float[Count(shape)];
        for (int i = 0; i < values.Length; i++) values[i] = (float)(mean + deviation * random.NextGaussian());
        return From(values, device, shape);
    }

    /// <summary>
    /// Draws from U(-b, b) with b = 1 / sqrt(<paramref name="fanIn"/>): torch's own start for the weights and biases of
    /// convolutions and linear layers (kaiming-uniform with a = sqrt(5)).
    /// </summary>
    /// <param name="random">The stream.</param>
    /// <param name="fanIn">Inputs of one output: those of the layer's weight also for its bias; see <see cref="FanIn"/>.</param>
    /// <param name="device">Where the tensor goes.</param>
    /// <param name="shape">Its shape.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fanIn"/> is below 1.</exception>
    public static Tensor KaimingUniform(ref RandomStream random, long fanIn, Device device, params ReadOnlySpan<long> shape)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fanIn, 1);
        double bound = 1 / Math.Sqrt(fanIn);
        return Uniform(ref random, -bound, bound, device, shape);
    }

    /// <summary>Inputs of one output of a layer whose weight has this shape: all dimensions but the first, multiplied.</summary>
    /// <param name="weightShape">[out, in] or [out, in / groups, height, width].</param>
    /// <exception cref="ArgumentException">Fewer than two dimensions.</exception>
    public static long FanIn(params ReadOnlySpan<long> weightShape)
    {
        if (weightShape.Length < 2) throw new ArgumentException("A weight has at least two dimensions.", nameof(weightShape));
        long product = 1;
        foreach (long size in weightShape[1..]) product = checked(product * size);
        return product;
    }

    /// <summary>
    /// A random orthogonal matrix times <paramref name="gain"/>, uniform over all of them (Saxe et al. 2014): the Q of the
    /// QR decomposition with positive diagonal of a Gaussian matrix, by Gram-Schmidt in double precision. With at least
    /// as many rows as columns, the columns are orthonormal, else the rows.
    /// </summary>
    /// <param name="random">The stream.</param>
    /// <param name="rows">Rows, at least 1.</param>
    /// <param name="columns">Columns, at least 1.</param>
    /// <param name="gain">Factor of all values.</param>
    /// <param name="device">Where the tensor goes.</param>
    /// <returns>Shape [rows, columns].</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1.</exception>
    public static Tensor Orthogonal(ref RandomStream random, int rows, int columns, double gain, Device device)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        bool tall = rows >= columns;
        double[][] basis = OrthonormalBasis.Draw(ref random, Math.Min(rows, columns), Math.Max(rows, columns));
        float[] values = new float[checked(rows * columns)];
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
                values[row * columns + column] = (float)(gain * (tall ? basis[column][row] : basis[row][column]));
        return From(values, device, [rows, columns]);
    }

    /// <summary>Overwrites <paramref name="target"/> (a parameter, for example) with <paramref name="values"/> and disposes these.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static void Assign(Tensor target, Tensor values)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(values);
        using (values)
        {
            if (!target.shape.AsSpan().SequenceEqual(values.shape))
                throw new ArgumentException($"Values of shape [{string.Join(",", values.shape)}] do not fit [{string.Join(",", target.shape)}].", nameof(values));
            using var noGradient = no_grad();
            target.copy_(values);
        }
    }

    private static int Count(ReadOnlySpan<long> shape)
    {
        long count = 1;
        foreach (long size in shape) count = checked(count * size);
        return checked((int)count);
    }

    private static Tensor From(float[] values, Device device, ReadOnlySpan<long> shape) => tensor(values, shape, ScalarType.Float32, device);
}
