using System.Globalization;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents;

/// <summary>
/// Writes each step's record as a line of CSV, for spreadsheets: a header, then every field of <see cref="StepRecord"/> by
/// the name that <c>steps.jsonl</c> has for it, numbers exact and in the invariant culture, absent ones empty. It does not
/// own the writer.
/// </summary>
public sealed class CsvObserver : ISearchObserver
{
    private static readonly (string Name, Func<StepRecord, IFormattable?> Value)[] Numbers =
    [
        ("accuracy", static r => r.Accuracy), ("loss", static r => r.Loss), ("reward", static r => r.Reward), ("flops", static r => r.Flops),
        ("parameters", static r => r.Parameters), ("testAccuracy", static r => r.TestAccuracy), ("seconds", static r => r.Seconds),
        ("criticLoss", static r => r.CriticLoss), ("actorLoss", static r => r.ActorLoss), ("meanQ", static r => r.MeanQ),
        ("spread", static r => r.Spread), ("saturation", static r => r.Saturation), ("noneCount", static r => r.NoneCount), ("ties", static r => r.Ties),
    ];

    private readonly TextWriter writer;

    /// <summary>Writes the header.</summary>
    /// <param name="writer">Where to, whose owner disposes it after the search.</param>
    /// <exception cref="IOException">The line cannot be written.</exception>
    public CsvObserver(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        this.writer = writer;
        writer.Write($"step,phase,genotype,{string.Join(',', Numbers.Select(static n => n.Name))},burst\n");
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The line cannot be written.</exception>
    public void OnStep(StepRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        string numbers = string.Join(',', Numbers.Select(n => n.Value(record)?.ToString(null, CultureInfo.InvariantCulture)));
        writer.Write($"{record.Step.ToString(CultureInfo.InvariantCulture)},{Quoted(record.Phase)},{Quoted(record.Genotype)},{numbers},{(record.Burst is { } burst ? (burst ? "true" : "false") : "")}\n");
        writer.Flush();
    }

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
