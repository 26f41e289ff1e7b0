using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Testing;

/// <summary>What holds of every score, whoever measured it.</summary>
internal static class ScoreCheck
{
    /// <summary>Adds every breach, one sentence each.</summary>
    /// <param name="score">The score.</param>
    /// <param name="where">What the sentences begin with.</param>
    /// <param name="breaches">Added to.</param>
    public static void Add(ArchitectureScore score, string where, List<string> breaches)
    {
        if (!(score.Accuracy >= 0 && score.Accuracy <= 1)) breaches.Add($"{where}: accuracy is {score.Accuracy}, but must be a fraction from 0 to 1.");
        if (!double.IsFinite(score.Loss)) breaches.Add($"{where}: loss is {score.Loss}, but must be finite.");
        foreach (var (name, value) in score.Figures)
            if (!double.IsFinite(value)) breaches.Add($"{where}: the figure {name} is {value}, but must be finite.");
    }
}
