using System.Globalization;
using System.Text;
using Ddas.Nas.Pareto;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Reporting;

/// <summary>The Pareto front of a run's steps: accuracy against FLOPs of the search network (Fig. 4), as <c>front.csv</c> keeps it.</summary>
public static class RunFront
{
    /// <summary>Validation accuracy, a fraction, to be maximized.</summary>
    public static Objective<StepRecord> Accuracy { get; } = new("accuracy", "", Direction.Maximize, static step => step.Accuracy);

    /// <summary>FLOPs of the search network (or a table's cost column), to be minimized; infinite where unknown.</summary>
    public static Objective<StepRecord> Flops { get; } = new("flops", "FLOPs", Direction.Minimize, static step => step.Flops ?? double.PositiveInfinity);

    /// <summary>The steps that no other step dominates, by rising FLOPs; of equal ones the earliest.</summary>
    public static IReadOnlyList<StepRecord> Of(IEnumerable<StepRecord> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        return new ParetoFront<StepRecord>([Accuracy, Flops], steps).OrderedBy(Flops);
    }

    /// <summary>Writes a front as CSV with the columns <c>step,accuracy,flops,parameters,genotype</c>; the file is replaced as a whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="front">Its rows, in order.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<StepRecord> front)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(front);
        var text = new StringBuilder("step,accuracy,flops,parameters,genotype\n");
        foreach (var step in front)
            text.Append(CultureInfo.InvariantCulture, $"{step.Step},{step.Accuracy:R},{step.Flops:R},{step.Parameters:R},\"{step.Genotype.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n");
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
