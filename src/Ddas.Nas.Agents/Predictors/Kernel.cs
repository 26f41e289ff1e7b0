using System.Numerics;
using System.Runtime.InteropServices;

namespace Ddas.Nas.Agents.Predictors;

/// <summary>
/// How alike the values of two architectures are expected to be, from 0 to 1, by the distances between their groups of
/// features. Its parameters are logarithms, with weak normal priors; they maximize the marginal likelihood.
/// </summary>
internal abstract class Kernel(int groups)
{
    /// <summary>Number of groups, each with a distance of its own.</summary>
    public int Groups => groups;

    /// <summary>Whether distances are sums of squares, or else of absolute differences.</summary>
    public abstract bool Squared { get; }

    /// <summary>Where the search for parameters begins.</summary>
    public abstract double[] Start();

    /// <summary>Minus the logarithm of the parameters' prior, but for a constant.</summary>
    public abstract double Penalty(ReadOnlySpan<double> parameters);

    /// <summary>Takes parameters.</summary>
    public abstract void Set(ReadOnlySpan<double> parameters);

    /// <summary>The kernel of one point and several others.</summary>
    /// <param name="distances">[group, points], points a multiple of a vector's length.</param>
    /// <param name="row">[points]</param>
    public abstract void Row(ReadOnlySpan<double> distances, Span<double> row);

    protected static double Prior(double logarithm, double median, double width) => 0.5 * Math.Pow((logarithm - Math.Log(median)) / width, 2);

    protected static ReadOnlySpan<Vector<double>> Vectors(ReadOnlySpan<double> numbers) => MemoryMarshal.Cast<double, Vector<double>>(numbers);

    protected static Span<Vector<double>> Vectors(Span<double> numbers) => MemoryMarshal.Cast<double, Vector<double>>(numbers);
}
