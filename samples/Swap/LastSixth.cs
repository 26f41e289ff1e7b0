using Ddas.Nas.Agents;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Swap;

/// <summary>The mean accuracy of the last sixth of a search's steps, the paper's measure of where a search ends.</summary>
internal sealed class LastSixth(int steps) : ISearchObserver
{
    private readonly int first = steps - Math.Max(1, steps / 6);
    private double sum;

    public double Accuracy => sum / (steps - first);

    public void OnStep(StepRecord record)
    {
        if (record.Step >= first) sum += record.Accuracy;
    }
}
