using Ddas.Nas.Agents.Ddpg;
using Ddas.Nas.Agents.Ddpg.Networks;
using Ddas.Nas.SearchSpace;
using static TorchSharp.torch;

namespace Ddas.Nas.Benchmarks;

/// <summary>The learning half of a DDPG agent of the paper's size, with the library's products or torch's, and one minibatch.</summary>
internal sealed class LearnerBed : IDisposable
{
    private readonly DdpgLearner learner;
    private readonly Tensor states = Stack(static step => TestBed.RandomArchitectures[step % 8].Weights);
    private readonly Tensor actions = Stack(TestBed.RandomAction);
    private readonly Tensor nextStates = Stack(static step => TestBed.RandomArchitectures[(step + 1) % 8].Weights);
    private readonly Tensor rewards;

    /// <param name="skipZeros">False for torch's products.</param>
    public LearnerBed(bool skipZeros)
    {
        var options = new DdpgAgentOptions();
        int length = SearchSpaceDefinition.Darts.ActionLength;
        ActorNetwork actor = new(length, CPU, skipZeros);
        CriticNetwork critic = new(length, options.CriticLayout, CPU, skipZeros);
        OrthogonalInitializer.Fill(actor.Parameters, options.Initialization, options.Seed, firstIndex: 0);
        OrthogonalInitializer.Fill(critic.Parameters, options.Initialization, options.Seed, actor.Parameters.Layers.Count);
        learner = new DdpgLearner(actor, critic, options);
        rewards = linspace(-0.5, 0.5, options.BatchSize).view(-1, 1);
    }

    public void Update() => learner.Update(states, actions, rewards, nextStates);

    public void Dispose()
    {
        learner.Dispose();
        foreach (var tensor in new[] { states, actions, rewards, nextStates }) tensor.Dispose();
    }

    private static Tensor Stack(Func<int, ArchitectureWeights> row) =>
        tensor(Enumerable.Range(0, new DdpgAgentOptions().BatchSize).SelectMany(step => row(step).Values.ToArray()).ToArray()).view(-1, SearchSpaceDefinition.Darts.ActionLength);
}
