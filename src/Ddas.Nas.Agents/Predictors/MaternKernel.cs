using System.Numerics;

namespace Ddas.Nas.Agents.Predictors;

/// <summary>
/// Matern-5/2, (1 + s + s^2 / 3) exp(-s) with s = sqrt(5) r, where r^2 is the sum over groups of the squared distance
/// divided by the group's length squared. Parameters: the lengths. (Rasmussen and Williams 2006, Section 4.2.)
/// </summary>
internal sealed class MaternKernel(int groups) : Kernel(groups)
{
    private readonly double[] rate = new double[groups];

    public override bool Squared => true;

    public override double[] Start() => [.. Enumerable.Repeat(Math.Log(4), Groups)];

    public override double Penalty(ReadOnlySpan<double> parameters)
    {
        double sum = 0;
        for (int g = 0; g < Groups; g++) sum += Prior(parameters[g], 3, 1.5);
        return sum;
    }

    public override void Set(ReadOnlySpan<double> parameters)
    {
        for (int g = 0; g < Groups; g++) rate[g] = 5 * Math.Exp(-2 * parameters[g]);
    }

    public override void Row(ReadOnlySpan<double> distances, Span<double> row)
    {
        row.Clear();
        var sum = Vectors(row);
        for (int g = 0; g < Groups; g++)
        {
            var d = Vectors(distances.Slice(g * row.Length, row.Length));
            for (int v = 0; v < sum.Length; v++) sum[v] += rate[g] * d[v];
        }

        for (int v = 0; v < sum.Length; v++)
        {
            var s = Vector.SquareRoot(sum[v]);
            sum[v] = (Vector<double>.One + s + (sum[v] * (1.0 / 3))) * Vector.Exp(-s);
        }
    }
}
