using System.Numerics;

namespace Ddas.Nas.Agents.Predictors;

/// <summary>
/// The sum over groups of weight x exp(-distance / length), the distance being a sum of absolute differences and the
/// weights adding up to 1: what one group says does not depend on the others. Parameters: lengths, then weights.
/// </summary>
internal sealed class AdditiveKernel(int groups) : Kernel(groups)
{
    private readonly double[] rate = new double[groups];
    private readonly double[] weight = new double[groups];

    public override bool Squared => false;

    public override double[] Start() => [.. Enumerable.Repeat(Math.Log(4), Groups), .. Enumerable.Repeat(0.0, Groups)];

    public override double Penalty(ReadOnlySpan<double> parameters)
    {
        double sum = 0;
        for (int g = 0; g < Groups; g++) sum += Prior(parameters[g], 3, 1.5) + Prior(parameters[Groups + g], 1, 2);
        return sum;
    }

    public override void Set(ReadOnlySpan<double> parameters)
    {
        double total = 0;
        for (int g = 0; g < Groups; g++) total += Math.Exp(parameters[Groups + g]);
        for (int g = 0; g < Groups; g++) (rate[g], weight[g]) = (-Math.Exp(-parameters[g]), Math.Exp(parameters[Groups + g]) / total);
    }

    public override void Row(ReadOnlySpan<double> distances, Span<double> row)
    {
        row.Clear();
        var sum = Vectors(row);
        for (int g = 0; g < Groups; g++)
        {
            var d = Vectors(distances.Slice(g * row.Length, row.Length));
            for (int v = 0; v < sum.Length; v++) sum[v] += weight[g] * Vector.Exp(d[v] * rate[g]);
        }
    }
}
