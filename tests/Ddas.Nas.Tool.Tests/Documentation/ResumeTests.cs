using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ddas.Nas.Tool.Tests.Documentation;

/// <summary>The code of docs/how-to-resume.md.</summary>
public sealed class ResumeTests : IDisposable
{
    private static readonly RunManifest Manifest = new()
    {
        Space = "nasbench201", Options = new Dictionary<string, string>(), Seed = 1, LibraryVersion = RunManifest.CurrentLibraryVersion, Threads = 1,
        ProcessorFeatures = ProcessorFeatures.Current, Device = "cpu", Start = DateTimeOffset.UnixEpoch,
    };

    private readonly TemporaryFolder temporary = new();

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void A_search_that_was_stopped_goes_on_and_ends_as_in_one_piece()
    {
        Search(temporary.Combine("whole"), resume: false, steps: 12);
        Search(temporary.Combine("parts"), resume: false, steps: 5);

        Search(temporary.Combine("parts"), resume: true, steps: 12).Steps.Should().Be(12);

        Genotypes("parts").Should().HaveCount(12).And.Equal(Genotypes("whole"));
    }

    private static SearchResult Search(string path, bool resume, int steps)
    {
        var environment = new SyntheticEnvironment(SearchSpaceDefinition.NasBench201, new SyntheticEnvironmentOptions { DriftVisits = 3 });
        var agent = new RandomSearchAgent(environment.Space, 1);
        var (manifest, options, logger, stop) = (Manifest, new SearchLoopOptions { Steps = steps }, NullLogger.Instance, CancellationToken.None);
        using var folder = resume ? RunFolder.Resume(path) : RunFolder.Create(path);
        var checkpoints = new SearchCheckpoints(new CheckpointFolder(folder.CheckpointsPath, RunConditions.Of(manifest)), environment, agent, logger);
        var from = resume ? checkpoints.Restore() : null;
        using var log = from is null ? StepLogWriter.Create(folder.StepsPath) : StepLogWriter.Resume(folder.StepsPath, from.Records);
        var result = new SearchLoop(environment, agent, options, [new StepLogObserver(log)], logger, from, checkpoints: checkpoints).Run(stop);
        manifest.Save(folder.ManifestPath);
        return result;
    }

    private List<string> Genotypes(string name) => [.. StepLogReader.Read(temporary.Combine(name + "/steps.jsonl")).Select(step => step.Genotype)];
}
