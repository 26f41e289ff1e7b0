using MathNet.Numerics;

namespace Ddas.Nas.Agents.Front;

/// <summary>
/// The hypervolume that an architecture is expected to add, in closed form, where one objective is uncertain (normal, more
/// is better) and the others, costs, are known. Over each region of cost space the best level reached so far is constant,
/// so the expectation is the sum over regions of volume x expected improvement on the level. Without costs it is the
/// expected improvement (Jones et al. 1998).
/// </summary>
internal sealed class ExpectedHypervolume
{
    private readonly double[] reference;
    private readonly double[] levels;
    private readonly double[] gains;
    private readonly Region root;

    /// <param name="measured">Level and costs of what was measured; levels below the floor count as the floor.</param>
    /// <param name="floor">The level of the reference point.</param>
    /// <param name="reference">Its costs.</param>
    public ExpectedHypervolume(IReadOnlyList<(double Level, double[] Costs)> measured, double floor, double[] reference)
    {
        this.reference = reference;
        levels = [floor, .. measured.Select(static m => m.Level).Where(level => level > floor).Distinct().Order()];
        gains = new double[levels.Length];
        root = Build([.. measured.Where(m => m.Level > floor)], reference.Length - 1);
    }

    /// <summary>What an architecture is expected to add.</summary>
    public double Of(double mean, double deviation, double[] costs)
    {
        for (int level = 0; level < levels.Length; level++) gains[level] = Improvement(mean, deviation, levels[level]);
        return Volume(root, costs, reference.Length - 1);
    }

    /// <summary>The expectation of max(0, y - level).</summary>
    internal static double Improvement(double mean, double deviation, double level)
    {
        double z = (mean - level) / deviation;
        if (z < -8) return 0;
        double density = Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI);
        return deviation * ((z * 0.5 * SpecialFunctions.Erfc(-z / Math.Sqrt(2))) + density);
    }

    private double Volume(Region region, double[] costs, int axis)
    {
        if (axis < 0) return gains[region.Level];
        double sum = 0;
        for (int s = region.Slabs.Length - 1; s >= 0; s--)
        {
            double end = s + 1 < region.Slabs.Length ? region.Slabs[s + 1].From : reference[axis];
            double width = end - Math.Max(region.Slabs[s].From, costs[axis]);
            if (width > 0) sum += width * Volume(region.Slabs[s].Region, costs, axis - 1);
            if (region.Slabs[s].From <= costs[axis]) break;
        }

        return sum;
    }

    /// <summary>Cuts the axes from the last to the first; from a slab's beginning on, those that cost no more count.</summary>
    private Region Build(List<(double Level, double[] Costs)> measured, int axis)
    {
        if (axis < 0) return new Region(measured.Count == 0 ? 0 : Array.BinarySearch(levels, measured.Max(static m => m.Level)), []);
        var slabs = new List<(double From, Region Region)> { (double.NegativeInfinity, Build([], axis - 1)) };
        var cheap = new List<(double Level, double[] Costs)>();
        foreach (var same in measured.GroupBy(m => m.Costs[axis]).OrderBy(static g => g.Key))
        {
            int before = cheap.Count;
            foreach (var m in same)
                if (!cheap.Exists(other => Covers(other, m, axis))) cheap.Add(m);
            if (cheap.Count > before) slabs.Add((same.Key, Build(cheap, axis - 1)));
        }

        return new Region(0, [.. slabs]);
    }

    private static bool Covers((double Level, double[] Costs) better, (double Level, double[] Costs) worse, int axes)
    {
        if (better.Level < worse.Level) return false;
        for (int k = 0; k < axes; k++)
            if (better.Costs[k] > worse.Costs[k]) return false;
        return true;
    }

    private sealed record Region(int Level, (double From, Region Region)[] Slabs);
}
