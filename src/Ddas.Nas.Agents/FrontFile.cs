using System.Globalization;
using System.Text;
using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents;

internal static class FrontFile
{
    public static void Write(string path, IEnumerable<StepRecord> front)
    {
        var text = new StringBuilder("step,accuracy,flops,parameters,genotype\n");
        foreach (var step in front)
            text.Append(CultureInfo.InvariantCulture, $"{step.Step},{step.Accuracy:R},{step.Flops:R},{step.Parameters:R},\"{step.Genotype.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n");
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
