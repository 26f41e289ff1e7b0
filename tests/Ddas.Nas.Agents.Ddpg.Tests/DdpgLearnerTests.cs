using Ddas.Nas.Agents.Ddpg.Kernels;
using Ddas.Nas.Agents.Ddpg.Networks;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg.Tests;

public class DdpgLearnerTests
{
    private const int Alpha = 224;

    [Theory]
    [InlineData(CriticLayout.ActionAtFirstLayer, 0.99)]
    [InlineData(CriticLayout.ActionAtSecondLayer, 0.99)]
    [InlineData(CriticLayout.ActionAtFirstLayer, 0.999)]
    public void Updates_equal_those_of_modules_autograd_and_torch_optim(CriticLayout layout, double beta2)
    {
        var options = new DdpgAgentOptions { AdamBeta2 = beta2 };
        using var learner = Learner(layout, options, skipZeros: false);
        using var reference = new TorchDdpg(learner, options, layout);
        for (int i = 0; i < 3; i++)
        {
            using var scope = NewDisposeScope();
            var (states, actions, rewards, nextStates) = Batch(i);

            var ours = learner.Update(states, actions, rewards, nextStates);
            var theirs = reference.Update(states, actions, rewards, nextStates);

            ours.Critic.Should().BeApproximately(theirs.Critic, 1e-6);
            ours.Actor.Should().BeApproximately(theirs.Actor, 1e-6);
            ours.MeanQ.Should().BeApproximately(theirs.MeanQ, 1e-6);
            foreach (var (x, y) in Flat(learner).Zip(reference.Flat())) (x - y).abs().max().item<float>().Should().BeLessThan(1e-6f);
        }

        learner.Updates.Should().Be(3);
    }

    [Theory]
    [InlineData(CriticLayout.ActionAtFirstLayer)]
    [InlineData(CriticLayout.ActionAtSecondLayer)]
    public void Skipping_zeros_changes_updates_by_rounding_only(CriticLayout layout)
    {
        Assert.SkipUnless(SparseProduct.IsSupported, "needs a processor with FMA");
        using var scope = NewDisposeScope();
        using DdpgLearner ours = Learner(layout, new()), torchs = Learner(layout, new(), skipZeros: false);
        var start = Flat(ours).Select(weights => weights.clone()).ToArray();
        for (int i = 0; i < 50; i++)
        {
            using var update = NewDisposeScope();
            var (states, actions, rewards, nextStates) = Batch(i);

            var one = ours.Update(states, actions, rewards, nextStates);
            var other = torchs.Update(states, actions, rewards, nextStates);

            one.Critic.Should().BeApproximately(other.Critic, 1e-6);
            one.Actor.Should().BeApproximately(other.Actor, 1e-6);
            one.MeanQ.Should().BeApproximately(other.MeanQ, 1e-6);
            if (i > 0) continue;
            Difference(ours.Actor.Parameters.Flat.grad!, torchs.Actor.Parameters.Flat.grad!).Should().BeLessThan(5e-6);
            Difference(ours.Critic.Parameters.Flat.grad!, torchs.Critic.Parameters.Flat.grad!).Should().BeLessThan(5e-6);
        }

        foreach (var (before, one, other) in start.Zip(Flat(ours), Flat(torchs))) Difference(one - before, other - before).Should().BeLessThan(2e-3, "Adam divides by the gradient's size, also where it is all rounding");
        Flat(ours)[0].Equals(Flat(torchs)[0]).Should().BeFalse("these are two ways to compute");
    }

    [Fact]
    public void The_critic_is_updated_first_then_the_actor_then_both_targets()
    {
        using var scope = NewDisposeScope();
        var options = new DdpgAgentOptions { Tau = 0.25 };
        using var learner = Learner(CriticLayout.ActionAtFirstLayer, options);
        using var actorBefore = learner.Actor.Copy();
        using var criticBefore = learner.Critic.Copy();
        var (states, actions, rewards, nextStates) = Batch(0);

        var losses = learner.Update(states, actions, rewards, nextStates);

        double Loss(CriticNetwork critic, ActorNetwork actor) => -critic.Forward(states, actor.Forward(states)[^1])[^1].mean().item<float>();
        losses.Actor.Should().BeApproximately(Loss(learner.Critic, actorBefore), 1e-6, "the actor climbs the critic that was just updated");
        losses.Actor.Should().NotBeApproximately(Loss(criticBefore, actorBefore), 1e-3);
        var expected = new[] { (learner.TargetActor, actorBefore, learner.Actor) }
            .Select(n => (n.Item1.Parameters, n.actorBefore.Parameters, n.Item3.Parameters))
            .Append((learner.TargetCritic.Parameters, criticBefore.Parameters, learner.Critic.Parameters));
        foreach (var (target, before, after) in expected)
            (target.Flat - (before.Flat * 0.75).add(after.Flat * 0.25, Scalars.One)).abs().max().item<float>().Should().BeLessThan(1e-7f);
    }

    [Fact]
    public void The_target_of_every_transition_goes_on_into_the_future()
    {
        using var scope = NewDisposeScope();
        var critic = new CriticNetwork(6, CriticLayout.ActionAtFirstLayer, CPU);
        using var ten = 10.ToScalar();
        critic.Parameters.Layers[3].Bias.fill_(ten); // Q = Q' = 10 everywhere
        using var learner = new DdpgLearner(new ActorNetwork(6, CPU), critic, new DdpgAgentOptions());

        var losses = learner.Update(zeros(4, 6), zeros(4, 6), ones(4, 1), zeros(4, 6));

        losses.MeanQ.Should().Be(10);
        losses.Actor.Should().BeApproximately(-(10 + 1e-3), 1e-5, "one step of Adam moves the bias by the learning rate");
        losses.Critic.Should().BeApproximately(Math.Pow(1 + (0.99 * 10) - 10, 2), 1e-5);
    }

    [Fact]
    public void One_state_is_acted_on_like_a_batch()
    {
        using var scope = NewDisposeScope();
        using var learner = Learner(CriticLayout.ActionAtFirstLayer, new DdpgAgentOptions());
        var (states, _, _, _) = Batch(0);
        var action = new float[Alpha];

        learner.Act(states[5].data<float>().ToArray(), action);

        (tensor(action) - learner.Actor.Forward(states)[^1][5]).abs().max().item<float>().Should().BeLessThan(1e-6f);
    }

    internal static Tensor[] Flat(DdpgLearner learner) =>
        [learner.Actor.Parameters.Flat, learner.Critic.Parameters.Flat, learner.TargetActor.Parameters.Flat, learner.TargetCritic.Parameters.Flat];

    /// <summary>The distance of two vectors against the length of the second.</summary>
    private static double Difference(Tensor one, Tensor other) => ((one - other).norm() / other.norm()).item<float>();

    private static DdpgLearner Learner(CriticLayout layout, DdpgAgentOptions options, bool skipZeros = true)
    {
        var actor = new ActorNetwork(Alpha, CPU, skipZeros);
        var critic = new CriticNetwork(Alpha, layout, CPU, skipZeros);
        OrthogonalInitializer.Fill(actor.Parameters, NetworkInitialization.Orthogonal, seed: 1, firstIndex: 0);
        OrthogonalInitializer.Fill(critic.Parameters, NetworkInitialization.Orthogonal, seed: 1, firstIndex: 4);
        return new DdpgLearner(actor, critic, options);
    }

    private static (Tensor States, Tensor Actions, Tensor Rewards, Tensor NextStates) Batch(int step)
    {
        var random = new RandomStream(5, "test", step);
        Tensor Uniform(int columns, ref RandomStream r)
        {
            var values = new float[64 * columns];
            r.FillUniform(values);
            return tensor(values, [64, columns]);
        }

        using var rare = 0.9.ToScalar();
        return (
            Uniform(Alpha, ref random).gt(rare).to(ScalarType.Float32), Uniform(Alpha, ref random),
            Uniform(1, ref random) - 0.5, Uniform(Alpha, ref random).gt(rare).to(ScalarType.Float32));
    }
}
