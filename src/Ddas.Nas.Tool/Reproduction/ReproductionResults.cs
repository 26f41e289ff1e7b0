using Ddas.Nas.Records.Files;

namespace Ddas.Nas.Tool.Reproduction;

/// <summary>Writes what a reproduction found: the tables behind each figure, as Markdown, under <c>tables/</c>.</summary>
internal static class ReproductionResults
{
    /// <param name="folder">Folder of the reproduction.</param>
    /// <param name="plan">Its runs, all finished.</param>
    /// <param name="targets">What was asked for.</param>
    public static void Write(string folder, ReproductionPlan plan, IReadOnlyList<ReproductionTarget> targets)
    {
        string tables = Directory.CreateDirectory(Path.Combine(folder, "tables")).FullName;
        foreach (var (name, text) in Tables(plan, targets))
            AtomicFile.WriteText(Path.Combine(tables, name + ".md"), text);
    }

    private static IEnumerable<(string Name, string Text)> Tables(ReproductionPlan plan, IReadOnlyList<ReproductionTarget> targets)
    {
        if (targets.Any(t => t.Ablation))
        {
            var rewards = plan.Results(ablation: true);
            yield return ("rewards", ReproductionTables.LastSixth(rewards));
            yield return ("rewards-against-rs", ReproductionTables.AgainstRandomSearch(rewards, rewards[0]));
        }

        if (targets.All(t => t.Ablation)) yield break;
        var methods = plan.Results(ablation: false);
        yield return ("methods", ReproductionTables.LastSixth(methods));
        yield return ("methods-against-rs", ReproductionTables.AgainstRandomSearch(methods, methods[0]));
        yield return ("rise", ReproductionTables.Rise(methods));
        yield return ("fronts", ReproductionTables.Fronts(methods));
        yield return ("shapes", ReproductionTables.Shapes(methods));
        yield return ("diagnostics", ReproductionTables.Diagnostics(methods));
        if (!targets.Any(t => t.Trained)) yield break;
        var trained = plan.Trained();
        yield return ("trained", TrainedTables.Cells(trained));
        yield return ("correlation", TrainedTables.Statistics(trained));
    }
}
