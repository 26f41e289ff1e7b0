using Ddas.Nas.Agents;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Testing;

/// <summary>Checks that an observer takes every record that a search can make; for the tests of whoever writes one.</summary>
public static class ObserverChecker
{
    private static readonly StepRecord Sparse = new() { Step = 0, Phase = "explore", Genotype = "|none~0|", Accuracy = 0, Loss = 0, Reward = 0, Seconds = 0 };

    private static readonly StepRecord Full = new()
    {
        Step = 1, Phase = "final", Genotype = "|skip_connect~0|", Accuracy = 1, Loss = 20, Reward = -9.5, Flops = 1e9, Parameters = 1e6, TestAccuracy = 1, Seconds = 1e5,
        CriticLoss = 1, ActorLoss = -1, MeanQ = 1, Spread = 0.5, Saturation = 1, NoneCount = 1, Ties = 0, Burst = true,
    };

    /// <summary>Shows a sparse and a full record and returns every exception that escaped, one sentence each; none when both were taken.</summary>
    /// <param name="observer">The observer; what it does with records, it does here.</param>
    public static IReadOnlyList<string> Check(ISearchObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var breaches = new List<string>();
        foreach (var (record, what) in new[] { (Sparse, "without any optional value"), (Full, "with every optional value") })
        {
            try
            {
                observer.OnStep(record);
            }
#pragma warning disable CA1031 // Whatever the observer throws is what the check looks for.
            catch (Exception e)
#pragma warning restore CA1031
            {
                breaches.Add($"A record {what} must be taken, but {e.GetType().Name} was thrown, which would end the search: {e.Message}");
            }
        }

        return breaches;
    }
}
