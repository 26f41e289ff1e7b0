using System.Diagnostics;
using Ddas.Nas.Agents.Ddpg.Networks;
using Ddas.Nas.SearchSpace;
using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg.Tests;

public class DdpgLearnerTests
{
    private const int Alpha = 224;

    [Theory]
    [InlineData(CriticLayout.ActionAtFirstLayer)]
    [InlineData(CriticLayout.ActionAtSecondLayer)]
    internal void Updates_equal_those_of_modules_autograd_and_torch_optim(CriticLayout layout)
    {
        var options = new DdpgAgentOptions();
        using var learner = Learner(layout, options);
        using var reference = new TorchDdpg(learner, options, layout);
        for (int i = 0; i < 3; i++)
        {
            using var scope = NewDisposeScope();
            var (s, a, r, n) = Batch(i);

            var ours = learner.Update(s, a, r, n);
            var theirs = reference.Update(s, a, r, n);

            ours.Critic.Should().BeApproximately(theirs.Critic, 1e-6);
            ours.Actor.Should().BeApproximately(theirs.Actor, 1e-6);
            ours.MeanQ.Should().BeApproximately(theirs.MeanQ, 1e-6);
            Tensor[] flat = [learner.Actor.Parameters.Flat, learner.Critic.Parameters.Flat, learner.TargetActor.Parameters.Flat, learner.TargetCritic.Parameters.Flat];
            foreach (var (x, y) in flat.Zip(reference.Flat())) (x - y).abs().max().item<float>().Should().BeLessThan(1e-6f);
        }
    }

    [Fact]
    public void Cost()
    {
        torch.set_num_threads(1);
        var options = new DdpgAgentOptions();
        using var learner = Learner(CriticLayout.ActionAtFirstLayer, options);
        using var reference = new TorchDdpg(learner, options, CriticLayout.ActionAtFirstLayer);
        var (s, a, r, n) = Batch(0);
        static double Time(Action x) { var t = Stopwatch.GetTimestamp(); x(); return Stopwatch.GetElapsedTime(t).TotalMilliseconds; }
        var text = "";
        double Best(Action x) { double best = 1e9; for (int i = 0; i < 300; i++) best = Math.Min(best, Time(x)); return best; }
        var x = rand(64, 256); var w = rand(256, 256).t(); var bias = rand(256);
        text = $"ours {Best(() => learner.Update(s, a, r, n))} theirs {Best(() => reference.Update(s, a, r, n))} ours {Best(() => learner.Update(s, a, r, n))} forward {Best(() => { using var sc = NewDisposeScope(); learner.Actor.Forward(s); })} unit {Best(() => { using var y = addmm(bias, x, w, 1, 1); })} "
            + learner.Profile(Best, s, a, r, n);
        Assert.Fail(text);
    }

    private static DdpgLearner Learner(CriticLayout layout, DdpgAgentOptions options)
    {
        var actor = new ActorNetwork(Alpha, CPU);
        var critic = new CriticNetwork(Alpha, layout, CPU);
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

        return (Uniform(Alpha, ref random).gt(0.9).to(ScalarType.Float32), Uniform(Alpha, ref random), Uniform(1, ref random) - 0.5, Uniform(Alpha, ref random).gt(0.9).to(ScalarType.Float32));
    }
}
