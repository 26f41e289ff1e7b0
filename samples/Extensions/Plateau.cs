using Ddas.Nas.Agents;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Extensions;

/// <summary>Ends a search when no step has been better than the best for a while; see <see cref="SearchOptions.StopWhen"/>.</summary>
internal sealed class Plateau(int patience)
{
    private double best = double.NegativeInfinity;
    private int bestStep;

    public bool IsReached(StepRecord step)
    {
        if (step.Accuracy > best) (best, bestStep) = (step.Accuracy, step.Step);
        return step.Step - bestStep >= patience;
    }
}
