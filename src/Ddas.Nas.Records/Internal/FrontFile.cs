using System.ComponentModel;
using System.Globalization;
using System.Text;
using Ddas.Nas.Records.Files;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records.Internal;

/// <summary>Writes <c>front.csv</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FrontFile
{
    /// <summary>Writes steps as CSV with the columns <c>step,accuracy,flops,parameters,genotype</c>; the file is replaced as a whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="front">Its rows, in order.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<StepRecord> front)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(front);
        string[] figures = ["accuracy", "flops", "parameters"];
        var text = new StringBuilder($"step,{string.Join(',', figures)},genotype\n");
        foreach (var step in front)
        {
            text.Append(CultureInfo.InvariantCulture, $"{step.Step}");
            foreach (string figure in figures) text.Append(CultureInfo.InvariantCulture, $",{step.Figure(figure):R}");
            text.Append(',').Append(Quoted(step.Genotype)).Append('\n');
        }

        AtomicFile.WriteText(path, text.ToString());
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
