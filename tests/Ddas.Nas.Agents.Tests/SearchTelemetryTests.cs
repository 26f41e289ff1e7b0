using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Tests;

public class SearchTelemetryTests
{
    [Fact]
    public void A_listener_hears_the_accuracy_of_each_step()
    {
        var accuracies = new ConcurrentQueue<double>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, listener) => { if (instrument.Name == "ddas.search.accuracy") listener.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<double>((_, accuracy, _, _) => accuracies.Enqueue(accuracy));
        listener.Start();

        var result = Search(seed: 41, steps: 3);

        accuracies.Should().ContainInOrder(result.Steps.Select(s => s.Accuracy));
    }

    [Fact]
    public void Without_a_listener_the_callers_own_trace_is_left_alone()
    {
        using var own = new Activity("own").Start();

        Search(seed: 43, steps: 2);

        own.TagObjects.Should().BeEmpty();
    }

    [Fact]
    public void A_listener_traces_each_step_with_its_genotype()
    {
        var genotypes = new ConcurrentQueue<string?>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Ddas.Nas.Agents",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => genotypes.Enqueue((string?)activity.GetTagItem("ddas.genotype")),
        };
        ActivitySource.AddActivityListener(listener);

        var result = Search(seed: 42, steps: 2);

        genotypes.Should().ContainInOrder(result.Steps.Select(s => s.Genotype));
    }

    private static SearchResult Search(long seed, int steps)
    {
        var space = SearchSpaceDefinition.NasBench201;
        using var environment = new SearchEnvironment(new SyntheticEvaluator(space));
        return new SearchLoop(environment, new RandomSearchAgent(space, seed), new SearchOptions { Steps = steps }).Run();
    }
}
