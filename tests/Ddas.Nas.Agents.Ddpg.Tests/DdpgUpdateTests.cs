using Ddas.Nas.SearchSpace;
using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg.Tests;

public class DdpgUpdateTests
{
    private const int Alpha = 224;

    [Theory]
    [InlineData(CriticLayout.ActionAtFirstLayer, 0.99)]
    [InlineData(CriticLayout.ActionAtSecondLayer, 0.99)]
    [InlineData(CriticLayout.ActionAtFirstLayer, 0.999)]
    public void Updates_equal_those_of_modules_autograd_and_torch_optim(CriticLayout layout, double beta2)
    {
        var options = Options(layout);
        options.AdamBeta2 = beta2;
        using var agent = new DdpgAgent(SearchSpaceDefinition.Darts, options);
        using var reference = new TorchDdpg(agent, options, layout);
        for (int i = 0; i < 3; i++)
        {
            using var scope = NewDisposeScope();
            var (states, actions, rewards, nextStates) = Batch(i);

            var ours = agent.Update(states, actions, rewards, nextStates);
            var theirs = reference.Update(states, actions, rewards, nextStates);

            ours.Critic.Should().BeApproximately(theirs.Critic, 1e-6);
            ours.Actor.Should().BeApproximately(theirs.Actor, 1e-6);
            ours.MeanQ.Should().BeApproximately(theirs.MeanQ, 1e-6);
            foreach (var (x, y) in Weights.Of(agent).Zip(reference.Weights())) Distance(x, y).Should().BeLessThan(1e-6);
        }
    }

    [Fact]
    public void The_critic_is_updated_first_then_the_actor_then_both_targets()
    {
        using var scope = NewDisposeScope();
        using DdpgAgent agent = Agent(tau: 0.25), before = Agent(tau: 0.25);
        var (states, actions, rewards, nextStates) = Batch(0);

        var losses = agent.Update(states, actions, rewards, nextStates);

        double Loss(Critic critic, DdpgAgent actor) => -critic.call(states, actor.Actor.call(states)).mean().item<float>();
        losses.Actor.Should().BeApproximately(Loss(agent.Critic, before), 1e-6, "the actor climbs the critic that was just updated");
        losses.Actor.Should().NotBeApproximately(Loss(before.Critic, before), 1e-3);
        float[][] first = Weights.Of(before), last = Weights.Of(agent);
        for (int i = 0; i < 2; i++) Distance(last[2 + i], [.. first[i].Zip(last[i], (x, y) => (x * 0.75f) + (y * 0.25f))]).Should().BeLessThan(1e-7);
    }

    [Fact]
    public void The_target_of_every_transition_goes_on_into_the_future()
    {
        using var scope = NewDisposeScope();
        using var agent = new DdpgAgent(Spaces.Tiny);
        foreach (var network in (nn.Module[])[agent.Actor, agent.TargetActor, agent.Critic, agent.TargetCritic]) Weights.Fill(network, 0);
        Weights.Fill(Weights.Layers(agent.Critic)[3].bias!, 10); // Q = Q' = 10 everywhere
        Weights.Fill(Weights.Layers(agent.TargetCritic)[3].bias!, 10);

        var losses = agent.Update(zeros(4, 6), zeros(4, 6), ones(4, 1), zeros(4, 6));

        losses.MeanQ.Should().Be(10);
        losses.Actor.Should().BeApproximately(-(10 + 1e-3), 1e-5, "one step of Adam moves the bias by the learning rate");
        losses.Critic.Should().BeApproximately(Math.Pow(1 + (0.99 * 10) - 10, 2), 1e-5);
    }

    [Fact]
    public void One_state_is_acted_on_like_a_batch()
    {
        using var scope = NewDisposeScope();
        using var agent = Agent();
        var (states, _, _, _) = Batch(0);
        var action = new float[Alpha];

        agent.Mu(states[5].data<float>().ToArray(), action);

        Distance(action, agent.Actor.call(states)[5].detach().data<float>().ToArray()).Should().BeLessThan(1e-6);
    }

    private static double Distance(float[] one, float[] other) => one.Zip(other, (x, y) => Math.Abs((double)x - y)).Max();

    private static DdpgAgent Agent(double tau = 1e-3)
    {
        var options = Options(CriticLayout.ActionAtFirstLayer);
        options.Tau = tau;
        return new DdpgAgent(SearchSpaceDefinition.Darts, options);
    }

    private static DdpgAgentOptions Options(CriticLayout layout) => new() { CriticLayout = layout, Initialization = NetworkInitialization.Orthogonal, Seed = 1 };

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
