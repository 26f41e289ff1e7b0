using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Ddpg;
using Ddas.Nas.Records;
using Ddas.Nas.Supernet;

namespace My_Search;

/// <summary>Warms a supernet up on a folder of images, and searches it.</summary>
public static class Search
{
    /// <summary>Begins, goes on where it was cut off, or returns the recorded result.</summary>
    public static SearchResult Run(string images, string runs, int epochs, int steps, IProgress<RunProgress>? progress = null, CancellationToken cancel = default)
    {
        using var data = SupernetData.FromFolder(images, side: 32);
        using var supernet = new SupernetWarmup(Path.Combine(runs, "supernet"), data, new() { Cells = 3, Epochs = epochs }).Run(progress, cancel);
        using var environment = new SearchEnvironment(new SupernetEvaluator(supernet, data));
        using var agent = DdpgAgent.Nl(environment.Space, steps);
        return new SearchRun(Path.Combine(runs, "search"), environment, agent).Run(progress, cancel);
    }
}
