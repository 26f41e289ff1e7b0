using Ddas.Nas.Agents;
using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;
using FluentAssertions;

namespace Ddas.Nas.TestSupport;

/// <summary>The demand that a search which is cut off, at any step, goes on bit for bit as if nothing had happened.</summary>
public static class ResumedSearch
{
    private static readonly RunConditions Conditions = new(new Dictionary<string, string>());

    /// <summary>
    /// Runs a search in one piece, and again cut off after each of the given steps: with a new agent and a new environment
    /// each time, of which only what the checkpoint holds is brought back. Compares all records and the last checkpoint's bytes.
    /// </summary>
    /// <param name="steps">Steps of the search.</param>
    /// <param name="cuts">After how many steps it is cut off; rising.</param>
    /// <param name="environment">Makes an environment; disposed here where it is disposable.</param>
    /// <param name="agent">Makes an agent; disposed here where it is disposable.</param>
    /// <returns>The records, so that a test can see that what it is about took place.</returns>
    public static IReadOnlyList<StepRecord> ShouldEqualOneInOnePiece(int steps, int[] cuts, Func<IEnvironment> environment, Func<ISearchAgent> agent)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(agent);
        using var folder = new TemporaryFolder();
        string whole = folder.Combine("whole"), cut = folder.Combine("cut");
        var expected = Part(whole, steps, environment, agent);

        List<StepRecord> found = [.. cuts.Append(steps).SelectMany(end => Part(cut, end, environment, agent))];

        found.Should().Equal(expected);
        Files(cut, steps).Should().BeEquivalentTo(Files(whole, steps));
        return expected;
    }

    private static List<StepRecord> Part(string folder, int end, Func<IEnvironment> environment, Func<ISearchAgent> agent)
    {
        var measures = environment();
        using var ownedEnvironment = measures as IDisposable;
        var chooses = agent();
        using var ownedAgent = chooses as IDisposable;
        var checkpoints = new CheckpointFolder(folder, Conditions, new CheckpointOptions { Steps = 1_000_000 });
        var loop = new SearchLoop(measures, chooses, time: new ManualTime());
        loop.CanResume.Should().BeTrue();
        if (checkpoints.Read() is { } from) loop.Restore(from.State);
        while (loop.NextStep < end) loop.Step();
        checkpoints.Write(loop.NextStep, loop.Capture);
        return [.. loop.Result.Steps];
    }

    private static byte[] Files(string folder, int step) => File.ReadAllBytes(Path.Combine(folder, $"{step}", "tensors.safetensors"));
}
