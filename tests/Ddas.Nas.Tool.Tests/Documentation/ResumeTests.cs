using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Tool.Tests.Documentation;

/// <summary>The code of how-to-resume.md.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void A_search_that_was_stopped_goes_on_and_ends_as_in_one_piece()
    {
        using var stop = new CancellationTokenSource();
        Search(temporary.Combine("whole"), null, CancellationToken.None);
        FluentActions.Invoking(() => Search(temporary.Combine("parts"), RunProgress.Each(progress =>
        {
            if (progress.Done == 5) stop.Cancel();
        }), stop.Token)).Should().Throw<OperationCanceledException>().WithMessage("The search was cancelled after 5 steps.*");
        Genotypes("parts").Should().HaveCount(5);

        Search(temporary.Combine("parts"), null, CancellationToken.None).Steps.Should().HaveCount(12);

        Genotypes("parts").Should().HaveCount(12).And.Equal(Genotypes("whole"));
    }

    private static SearchResult Search(string folder, IProgress<RunProgress>? progress, CancellationToken stop)
    {
        using var environment = new SearchEnvironment(new SyntheticEvaluator(SearchSpaceDefinition.NasBench201, new SyntheticEvaluatorOptions { DriftVisits = 3 }));
        var agent = new RandomSearchAgent(environment.Space, 1);
        return new SearchRun(folder, environment, agent, new SearchOptions { Steps = 12 }).Run(progress, stop);
    }

    private List<string> Genotypes(string name) => [.. StepLogReader.Read(temporary.Combine(name + "/steps.jsonl")).Select(step => step.Genotype)];
}
