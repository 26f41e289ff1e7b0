using System.Globalization;
using Ddas.Nas.Supernet.Training;
using Ddas.Nas.Tool.Common;

namespace Ddas.Nas.Tool.Evaluation;

/// <summary>What <c>ddas evaluate</c> was asked for.</summary>
internal sealed record EvaluateRequest
{
    public required string Folder { get; init; }

    public required IReadOnlyList<CellJob> Jobs { get; init; }

    public required CellImages Images { get; init; }

    public required CellTrainerOptions Training { get; init; }

    public required Runtime Runtime { get; init; }

    /// <summary>This process's share of the cells, from 0, of so many.</summary>
    public required (int Own, int All) Share { get; init; }

    public required bool Latency { get; init; }

    /// <summary>What the cluster does; null where this process trains.</summary>
    public required SlurmRequest? Slurm { get; init; }

    /// <summary>The cells and what they are all trained with.</summary>
    public JobList List() => new(
        new (string Name, object? Value)[]
        {
            ("dataset", Images.Name), ("image", Images.Side), ("train", Images.Train), ("test", Images.Test), ("cells", Training.Cells), ("channels", Training.Channels),
            ("epochs", Training.Epochs), ("batch", Training.BatchSize), ("seed", Training.Seed), ("drop-path", Training.DropPath), ("auxiliary", Training.AuxiliaryWeight), ("cutout", Images.Cutout),
        }.Where(static s => s.Value is not null).ToDictionary(static s => s.Name, static s => Convert.ToString(s.Value, CultureInfo.InvariantCulture)!),
        Jobs);
}
