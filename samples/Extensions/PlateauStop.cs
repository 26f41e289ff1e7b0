using Ddas.Nas.Agents;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Extensions;

/// <summary>Asks the search to stop when no step has been better than the best for a while; its token goes to <see cref="SearchLoop.Run"/>.</summary>
internal sealed class PlateauStop(int patience) : ISearchObserver, IDisposable
{
    private readonly CancellationTokenSource source = new();
    private double best = double.NegativeInfinity;
    private int bestStep;

    public CancellationToken Token => source.Token;

    public void OnStep(StepRecord record)
    {
        if (record.Accuracy > best) (best, bestStep) = (record.Accuracy, record.Step);
        else if (record.Step - bestStep >= patience) source.Cancel();
    }

    public void Dispose() => source.Dispose();
}
