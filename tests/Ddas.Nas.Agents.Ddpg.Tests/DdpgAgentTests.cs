using System.Reflection;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.Agents.Noise;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg.Tests;

[Collection(TorchGenerator.Name)]
public class DdpgAgentTests
{
    private static readonly SearchSpaceDefinition Darts = SearchSpaceDefinition.Darts;
    private static readonly BestPairDiscretizer Discretizer = new();

    [Fact]
    public void Exploration_is_that_of_random_search_and_learns_nothing()
    {
        using var agent = new DdpgAgent(Darts, DdpgAgentOptions.G(30));
        var before = Weights.Of(agent);
        var random = new RandomSearchAgent(Darts, seed: 2);

        var steps = Run(agent, new ConstantEnvironment(Darts), 10);

        steps.Select(s => s.Action).Should().Equal(Enumerable.Range(0, 10).Select(i => random.Act(null!, i)));
        Weights.Of(agent).Should().BeEquivalentTo(before, o => o.WithStrictOrdering());
        agent.Replay.Count.Should().Be(10);
        agent.Diagnostics.Should().Be(new AgentDiagnostics("explore"));
    }

    [Theory]
    [InlineData(1500, 1000)]
    [InlineData(90, 60)]
    [InlineData(2, 1)]
    public void There_is_one_update_a_step_from_the_first_exploit_step_on(int steps, int updates)
    {
        foreach (var options in new[] { DdpgAgentOptions.Nl(steps), DdpgAgentOptions.FourStage(steps) })
        {
            options.BatchSize = 2;
            using var agent = new DdpgAgent(Spaces.Tiny, options);
            int reported = 0;

            Run(agent, new ConstantEnvironment(Spaces.Tiny), steps, d => reported += d.Figures.ContainsKey("criticLoss") ? 1 : 0);

            reported.Should().Be(updates);
            UpdatesOf(agent).Should().Be(updates);
        }
    }

    [Fact]
    public void Without_exploration_the_first_step_learns_from_itself()
    {
        using var agent = new DdpgAgent(Spaces.Tiny, new DdpgAgentOptions { Schedule = new ExplorationSchedule(0, 3) });

        Run(agent, new ConstantEnvironment(Spaces.Tiny), 1);

        (UpdatesOf(agent), agent.Replay.Count).Should().Be((1, 1));
    }

    [Fact]
    public void First_actions_are_almost_constant_one_half()
    {
        using var agent = new DdpgAgent(Darts);
        var mu = new float[224];
        agent.Mu(ArchitectureWeights.Constant(Darts, 1).Values, mu);

        mu.Should().OnlyContain(x => Math.Abs(x - 0.5f) < 0.001f);
    }

    // Two uniform architectures share 2 x 1/2 x (1/2 + 1/3 + 1/4 + 1/5) = 1.28 pairs, so that 14.72 of 16 differ.
    [Fact]
    public void At_first_gaussian_noise_decides_the_whole_architecture()
    {
        using var agent = new DdpgAgent(Darts, new DdpgAgentOptions { Schedule = new ExplorationSchedule(0, 400) });
        var mu = new float[224];
        double changed = 0;
        for (int step = 0; step < 400; step++)
        {
            var state = step == 0 ? ArchitectureWeights.Constant(Darts, 1) : Discretizer.Discretize(UniformAction.At(Darts, 9, step)).Weights;
            agent.Mu(state.Values, mu);
            var quiet = Discretizer.Discretize(ArchitectureWeights.FromValues(Darts, mu));
            changed += quiet.DifferingPairs(Discretizer.Discretize(agent.Act(state, step)));
        }

        (changed / 400).Should().BeApproximately(14.72, 0.2);
    }

    [Fact]
    public void The_raw_action_is_returned_and_the_clipped_one_stored()
    {
        using var agent = new DdpgAgent(Spaces.Tiny, new DdpgAgentOptions { Schedule = new ExplorationSchedule(0, 3) }, new UniformNoise(0.75, 0.75));

        var steps = Run(agent, new ConstantEnvironment(Spaces.Tiny, reward: -0.25), 1);

        steps[0].Action.Values.ToArray().Should().OnlyContain(a => a > 1.2f);
        float[] state = new float[6], action = new float[6], next = new float[6];
        agent.Replay.Copy(0, state, action, out float reward, next);
        action.Should().OnlyContain(a => a == 1);
        state.Should().OnlyContain(s => s == 1);
        next.Should().Equal(steps[0].Outcome.NextState.Values.ToArray());
        reward.Should().Be(-0.25f);
    }

    [Fact]
    public void The_final_phase_learns_from_a_sliding_window_of_the_newest()
    {
        var options = new DdpgAgentOptions { Schedule = new ExplorationSchedule(6, 4, 5), FinalWindow = 3, BatchSize = 2 };
        using var agent = new DdpgAgent(Spaces.Tiny, options);
        var counts = new List<int>();

        var steps = Run(agent, new ConstantEnvironment(Spaces.Tiny), 15, _ => counts.Add(agent.Replay.Count));

        counts.Should().Equal(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 3, 3, 3, 3, 3);
        float[] state = new float[6], action = new float[6], next = new float[6];
        for (int i = 0; i < 3; i++)
        {
            agent.Replay.Copy(i, state, action, out _, next);
            action.Should().Equal(ActionSampler.Clip(steps[12 + i].Action.Values));
        }
    }

    [Fact]
    public void Without_a_final_window_all_transitions_stay()
    {
        using var agent = new DdpgAgent(Spaces.Tiny, new DdpgAgentOptions { Schedule = new ExplorationSchedule(6, 4, 5), FinalWindow = null, BatchSize = 2 });

        Run(agent, new ConstantEnvironment(Spaces.Tiny), 15);

        agent.Replay.Count.Should().Be(15);
    }

    [Fact]
    public void Stagnation_starts_bursts_of_32_steps_after_32_similar_comparisons()
    {
        var options = new DdpgAgentOptions { Schedule = new ExplorationSchedule(1, 1, 100), BatchSize = 1 };
        using var agent = new DdpgAgent(Spaces.Tiny, options);
        var still = new StillEnvironment(Spaces.Tiny);
        var bursts = new List<bool?>();

        Run(agent, still, 102, d => bursts.Add(d.Figures.Find("burst") is { } burst ? burst != 0 : null));

        bursts[..2].Should().Equal(null, false);
        bursts[2..35].Should().OnlyContain(b => b == false, "the first final step has none to compare with, the next 32 are similar");
        bursts[35..67].Should().OnlyContain(b => b == true);
        bursts[67..99].Should().OnlyContain(b => b == false, "the count begins at zero after a burst");
        bursts[99..].Should().OnlyContain(b => b == true);
    }

    [Fact]
    public void A_burst_changes_the_action_and_its_absence_does_not()
    {
        var options = new DdpgAgentOptions
        {
            Schedule = new ExplorationSchedule(1, 0, 100), BatchSize = 1, Stagnation = { SimilarSteps = 2, BurstSteps = 3 },
        };
        using var agent = new DdpgAgent(Spaces.Tiny, options);
        var distances = new List<double>();
        var mu = new float[6];
        var environment = new StillEnvironment(Spaces.Tiny);
        var state = environment.Reset();
        for (int step = 0; step < 9; step++)
        {
            agent.Mu(state.Values, mu);
            var action = agent.Act(state, step);
            distances.Add(action.Values.ToArray().Zip(mu).Average(p => Math.Abs(p.First - p.Second)));
            agent.Observe(new Transition(step, state, action, environment.Step(action, default)));
        }

        distances[1..4].Should().OnlyContain(d => d == 0);
        distances[4..7].Should().OnlyContain(d => d > 0.05);
        distances[7..].Should().OnlyContain(d => d == 0);
    }

    [Fact]
    public void Without_bursts_the_final_phase_stays_quiet()
    {
        var options = new DdpgAgentOptions { Schedule = new ExplorationSchedule(1, 1, 80), BatchSize = 1, Bursts = false };
        using var agent = new DdpgAgent(Spaces.Tiny, options);
        var bursts = new List<bool?>();

        Run(agent, new StillEnvironment(Spaces.Tiny), 82, d => bursts.Add(d.Figures.Find("burst") is { } burst ? burst != 0 : null));

        bursts.Should().OnlyContain(b => b == null);
    }

    [Fact]
    public void Diagnostics_describe_the_actor_that_acted_and_its_update()
    {
        using var agent = new DdpgAgent(Darts, DdpgAgentOptions.G(3));
        agent.Diagnostics.Phase.Should().Be("explore");
        var environment = new ConstantEnvironment(Darts);
        Run(agent, environment, 1);
        foreach (var network in (nn.Module[])[agent.Actor, agent.Critic, agent.TargetCritic]) Weights.Fill(network, 0);
        using (no_grad())
        using (var some = Weights.Layers(agent.Actor)[3].bias!.narrow(0, 0, 56)) Weights.Fill(some, 20);
        Weights.Fill(Weights.Layers(agent.Critic)[3].bias!, 3);
        var state = environment.Reset();

        var action = agent.Act(state, 1);
        agent.Observe(new Transition(1, state, action, environment.Step(action, default)));

        var diagnostics = agent.Diagnostics;
        diagnostics.Phase.Should().Be("exploit");
        diagnostics.Figures["saturation"].Should().Be(0.25, "56 of 224 outputs are 1, the others 0.5");
        diagnostics.Figures["spread"].Should().BeApproximately(0.5 * Math.Sqrt(0.25 * 0.75), 1e-6);
        diagnostics.Figures["meanQ"].Should().Be(3);
        diagnostics.Figures["criticLoss"].Should().BeApproximately(2.5 * 2.5, 1e-5);
        diagnostics.Figures["actorLoss"].Should().BeApproximately(-(3 - 1e-3), 1e-5);
        diagnostics.Figures.Find("burst").Should().BeNull("this schedule has no final phase");
    }

    [Fact]
    public void A_seed_repeats_bit_for_bit_whatever_torchs_generator_and_another_seed_differs()
    {
        var first = Actions(seed: 5);
        manual_seed(123);
        rand(10).Dispose();
        var again = Actions(seed: 5);

        again.Should().Equal(first);
        Actions(seed: 6)[^1].Should().NotBe(first[^1]);
    }

    [Fact]
    public void The_callers_gradient_mode_changes_nothing()
    {
        var expected = Actions(seed: 5);
        using var noGradient = no_grad();

        Actions(seed: 5).Should().Equal(expected);
    }

    [Fact]
    public void Torchs_generator_is_left_as_it_was()
    {
        manual_seed(42);
        using var before = get_rng_state();

        Actions(seed: 5);

        using var after = get_rng_state();
        after.data<byte>().Should().Equal(before.data<byte>());
    }

    [Fact]
    public void No_tensor_stays_behind()
    {
        long before = LiveTensors.Count;
        using (var agent = new DdpgAgent(Spaces.Tiny, DdpgAgentOptions.FourStage(300)))
        {
            var environment = new StillEnvironment(Spaces.Tiny);
            var state = environment.Reset();
            long early = 0;
            for (int step = 0; step < 300; step++)
            {
                var action = agent.Act(state, step);
                agent.Observe(new Transition(step, state, action, environment.Step(action, default)));
                if (step == 100) early = LiveTensors.Count;
            }

            LiveTensors.Count.Should().Be(early);
        }

        LiveTensors.Count.Should().Be(before);
    }

    [Fact]
    public void It_outlives_the_callers_dispose_scope()
    {
        DdpgAgent agent;
        using (NewDisposeScope()) agent = new DdpgAgent(Spaces.Tiny, new DdpgAgentOptions { Schedule = new ExplorationSchedule(0, 5), BatchSize = 2 });

        using (agent)
        {
            Run(agent, new ConstantEnvironment(Spaces.Tiny), 3);

            UpdatesOf(agent).Should().Be(3);
        }
    }

    [Fact]
    public void A_divergence_is_said_with_its_step()
    {
        using var agent = new DdpgAgent(Spaces.Tiny, new DdpgAgentOptions { Schedule = new ExplorationSchedule(0, 5) });
        Weights.Fill(agent.Critic, float.MaxValue);

        FluentActions.Invoking(() => Run(agent, new ConstantEnvironment(Spaces.Tiny), 1))
            .Should().Throw<InvalidOperationException>().WithMessage("Step 0: the agent diverged*");
    }

    [Fact]
    public void A_state_of_another_space_is_refused()
    {
        using var agent = new DdpgAgent(Spaces.Tiny);

        FluentActions.Invoking(() => agent.Act(ArchitectureWeights.Constant(Darts, 1), 0))
            .Should().Throw<ArgumentException>().WithMessage("The state belongs to space 'darts', but the agent searches 'tiny'.*");
    }

    [Fact]
    public void A_missing_cuda_device_is_named()
    {
        Assert.SkipWhen(cuda.is_available(), "needs a machine without CUDA");

        FluentActions.Invoking(() => new DdpgAgent(Spaces.Tiny, new DdpgAgentOptions { Device = "cuda:1" }))
            .Should().Throw<OptionsException>().WithMessage("*Device is cuda:1, but torch finds 0 CUDA devices here.");
    }

    [Fact]
    public void A_truncated_normal_cannot_use_a_callers_noise() =>
        FluentActions.Invoking(() => new DdpgAgent(Spaces.Tiny, new DdpgAgentOptions { Clip = ClipPolicy.TruncatedNormal }, new NoNoise()))
            .Should().Throw<ArgumentException>().WithParameterName("exploitNoise");

    [Fact]
    public void Presets_take_the_number_of_steps_and_the_papers_seed()
    {
        using DdpgAgent nl = DdpgAgent.Nl(Spaces.Tiny, steps: 3), g = DdpgAgent.G(Spaces.Tiny, 3), four = DdpgAgent.FourStage(Spaces.Tiny, 3), other = DdpgAgent.G(Spaces.Tiny, 3, seed: 7);
        using var paper = new DdpgAgent(Spaces.Tiny, DdpgAgentOptions.G(3));

        List<ArchitectureWeights> Actions(DdpgAgent agent) => [.. Run(agent, new ConstantEnvironment(Spaces.Tiny), 3).Select(t => t.Action)];
        var (actions, quiet) = (Actions(g), Actions(nl));

        actions.Should().Equal(Actions(paper));
        actions[0].Should().NotBe(Actions(other)[0]);
        quiet[0].Should().Be(actions[0], "the presets explore alike");
        quiet[1].Values.ToArray().Max(x => Math.Abs(x - 0.5)).Should().BeLessThan(0.001, "the noise only breaks ties");
        actions[1].Values.ToArray().Max(x => Math.Abs(x - 0.5)).Should().BeGreaterThan(0.01);
        Actions(four);
        four.Diagnostics.Phase.Should().Be("final");
    }

    [Fact]
    public void Used_after_dispose_every_public_member_says_so()
    {
        var agent = new DdpgAgent(Spaces.Tiny);
        agent.Dispose();
        agent.Dispose();
        var members = typeof(DdpgAgent).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(m => m.Name != nameof(DdpgAgent.Dispose)).ToArray();

        members.Select(m => m.Name).Should().Contain(["Act", "Observe", "Capture", "Restore", "get_Diagnostics"]);
        foreach (var member in members)
        {
            object?[] arguments = [.. member.GetParameters().Select(p => p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType) : null)];
            FluentActions.Invoking(() => member.Invoke(agent, arguments)).Should().Throw<TargetInvocationException>()
                .WithInnerException<ObjectDisposedException>(member.Name).Which.ObjectName.Should().EndWith(nameof(DdpgAgent));
        }
    }

    [Fact]
    public void No_gradient_is_kept_between_updates()
    {
        using var agent = new DdpgAgent(Spaces.Tiny, new DdpgAgentOptions { Schedule = new ExplorationSchedule(0, 5), BatchSize = 2 });

        Run(agent, new ConstantEnvironment(Spaces.Tiny), 3);

        foreach (var network in (nn.Module[])[agent.Actor, agent.Critic, agent.TargetActor, agent.TargetCritic])
            foreach (var parameter in network.parameters())
                parameter.grad.Should().BeNull();
    }

    /// <summary>Updates so far, as its optimizer counts them.</summary>
    private static long UpdatesOf(DdpgAgent agent)
    {
        var state = new CheckpointState();
        agent.Capture(state);
        return state.Section("actor_optimizer").Tensors.Where(t => t.Name.EndsWith(".step", StringComparison.Ordinal)).Select(t => t.Values<long>()[0]).Distinct().Single();
    }

    private static List<ArchitectureWeights> Actions(long seed)
    {
        var options = DdpgAgentOptions.G(30);
        options.Seed = seed;
        using var agent = new DdpgAgent(Darts, options);
        return [.. Run(agent, new IdentityEnvironment(Darts, 1), 30).Select(t => t.Action)];
    }

    private static List<Transition> Run(DdpgAgent agent, IEnvironment environment, int steps, Action<AgentDiagnostics>? after = null)
    {
        var transitions = new List<Transition>();
        var state = environment.Reset();
        for (int step = 0; step < steps; step++)
        {
            var action = agent.Act(state, step);
            var transition = new Transition(step, state, action, environment.Step(action, default));
            agent.Observe(transition);
            after?.Invoke(agent.Diagnostics);
            transitions.Add(transition);
            state = transition.Outcome.NextState;
        }

        return transitions;
    }
}
