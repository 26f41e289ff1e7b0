using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.Supernet.Kernels;
using Ddas.Nas.Supernet.Operations;
using Ddas.Nas.Testing;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Tests;

public sealed class SupernetEvaluatorTests(ToySupernet toy) : IClassFixture<ToySupernet>
{
    [Fact]
    public void It_keeps_the_contract_of_evaluators_and_makes_an_environment_that_keeps_its_own()
    {
        using var environment = Create();

        EvaluatorChecker.Check(environment.Evaluator).Should().BeEmpty();
        EnvironmentChecker.Check(environment).Should().BeEmpty();
    }

    [Fact]
    public void Weights_momentum_and_statistics_of_operations_not_chosen_stay_bit_for_bit()
    {
        using var environment = Create();
        environment.Reset();
        for (int i = 0; i < 3; i++) environment.Step(Toy.Alpha(i), default);
        var weights = Toy.Snapshot(environment.Network);
        var momentum = Momentum(environment);

        var architecture = environment.Step(Toy.Alpha(9), default).Architecture;

        var weightsAfter = Toy.Snapshot(environment.Network);
        var momentumAfter = Momentum(environment);
        var active = environment.Network.ActiveParameters(architecture).ToHashSet<Tensor>();
        int moved = 0, kept = 0;
        foreach (var (name, tensor) in environment.Network.NamedTensors)
        {
            bool used = tensor.requires_grad ? active.Contains(tensor) : Uses(architecture, environment.Network.Skeleton, name);
            weightsAfter[name].SequenceEqual(weights[name]).Should().Be(!used, name);
            if (tensor.requires_grad && !used) momentumAfter.GetValueOrDefault(name).Should().Equal(momentum.GetValueOrDefault(name), name);
            tensor.grad.Should().BeNull(name);
            _ = used ? moved++ : kept++;
        }

        moved.Should().BeGreaterThan(50);
        kept.Should().BeGreaterThan(500);
        momentum.Keys.Should().Contain(name => name.Contains("_ops"), "operations chosen before keep theirs");
    }

    [Fact]
    public void Measuring_in_bfloat16_gives_nearly_the_same_scores_and_changes_no_weight()
    {
        using ToyEnvironment exact = Create(), reduced = Create(options => options.EvaluationPrecision = EvaluationPrecision.BFloat16);
        exact.Reset();
        reduced.Reset();

        for (int i = 0; i < 4; i++)
        {
            var (expected, actual) = (exact.Step(Toy.Alpha(i), default).Score, reduced.Step(Toy.Alpha(i), default).Score);

            actual.Loss.Should().NotBe(expected.Loss).And.BeApproximately(expected.Loss, 0.02 * expected.Loss);
            actual.Accuracy.Should().BeApproximately(expected.Accuracy, 0.1);
        }

        Toy.Snapshot(reduced.Network).Should().BeEquivalentTo(Toy.Snapshot(exact.Network));
    }

    [Fact]
    public void The_same_seed_repeats_bit_for_bit_and_another_differs()
    {
        var first = Run(2);
        var again = Run(2);
        var other = Run(4);

        again.Steps.Should().Equal(first.Steps);
        again.Weights.Should().BeEquivalentTo(first.Weights);
        other.Steps.Select(s => s.Loss).Should().NotEqual(first.Steps.Select(s => s.Loss));

        (List<(double Reward, double Accuracy, double Loss)> Steps, Dictionary<string, byte[]> Weights) Run(long seed)
        {
            using var environment = Create(o => o.Seed = seed);
            environment.Reset();
            var steps = Enumerable.Range(0, 4).Select(i => environment.Step(Toy.Alpha(i), default)).ToList();
            return ([.. steps.Select(s => (s.Reward, s.Score.Accuracy, s.Score.Loss))], Toy.Snapshot(environment.Network));
        }
    }

    [Fact]
    public void Reset_begins_again_from_the_warmed_weights()
    {
        using var environment = Create();
        environment.Reset();
        var first = Enumerable.Range(0, 2).Select(i => environment.Step(Toy.Alpha(i), default)).ToList();

        environment.Reset().Should().Be(ArchitectureWeights.Constant(environment.Space, 1));
        var again = Enumerable.Range(0, 2).Select(i => environment.Step(Toy.Alpha(i), default)).ToList();

        again.Select(s => (s.Reward, s.Score)).Should().Equal(first.Select(s => (s.Reward, s.Score)));
        using var untouched = toy.Supernet.CreateNetwork();
        foreach (var (name, tensor) in untouched.NamedTensors) Toy.Values(tensor).Should().Equal(Toy.Values(toy.Supernet.Weights[name]), name);
    }

    [Fact]
    public void Rewards_follow_Eq_3_and_4_from_the_one_shot_loss_on()
    {
        using var environment = Create();
        environment.Reset();
        var first = environment.Step(Toy.Alpha(0), default);
        var second = environment.Step(Toy.Alpha(1), default);

        var oneShot = toy.Supernet.OneShot;
        environment.Reference.Should().Be(oneShot);
        first.Reward.Should().Be((first.Score.Accuracy - oneShot.Accuracy + (oneShot.Loss - first.Score.Loss)) / 2);
        second.Reward.Should().Be((second.Score.Accuracy - oneShot.Accuracy + (first.Score.Loss - second.Score.Loss)) / 2);
    }

    [Fact]
    public void Scores_carry_the_cost_of_the_search_network()
    {
        using var environment = Create();
        environment.Reset();
        var step = environment.Step(Toy.Alpha(0), default);

        var expected = new DartsNetworkCost(new NetworkSkeleton { Channels = 4, Cells = 3, Classes = 4, ImageSize = 8, ImageChannels = 1 }).Of(step.Architecture);
        step.Score.Flops.Should().Be(expected.FlopsPaper);
        step.Score.Parameters.Should().Be(expected.Parameters);
    }

    [Fact]
    public void The_live_tensors_stay_as_many_over_200_steps()
    {
        using var environment = Create(o => (o.Batches, o.ValidImages) = (1, 8));
        environment.Reset();
        environment.Step(Toy.Alpha(0), default);
        long before = LiveTensors.Count;

        for (int i = 1; i <= 200; i++) environment.Step(Toy.Alpha(i % 7), default);

        LiveTensors.Count.Should().Be(before);
    }

    [Fact]
    public void Garbage_collection_on_another_thread_disturbs_no_step()
    {
        using var stop = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            for (; !stop.IsCancellationRequested; GC.WaitForPendingFinalizers()) GC.Collect(0);
        });
        using var environment = Create(o => o.BatchNorm = BatchNormPolicy.Recalibrate(1));
        environment.Reset();
        var expected = Enumerable.Range(0, 10).Select(i => environment.Step(Toy.Alpha(i), default).Score).ToList();

        collector.Start();
        environment.Reset();
        var scores = Enumerable.Range(0, 10).Select(i => environment.Step(Toy.Alpha(i), default).Score).ToList();
        stop.Cancel();
        collector.Join();

        scores.Should().Equal(expected);
    }

    [Fact]
    public void An_abandoned_measurement_throws_and_the_evaluator_asks_for_a_reset()
    {
        using var environment = Create();
        environment.Reset();
        FluentActions.Invoking(() => environment.Evaluator.Evaluate(Toy.Architecture(0), 0, new CancellationToken(true))).Should().Throw<OperationCanceledException>();

        FluentActions.Invoking(() => environment.Evaluator.Evaluate(Toy.Architecture(0), 0, default)).Should().Throw<InvalidOperationException>().WithMessage("*Reset*");
        FluentActions.Invoking(() => environment.Evaluator.Capture(new CheckpointState())).Should().Throw<InvalidOperationException>().WithMessage("*abandoned*");
        environment.Reset();
        environment.Step(Toy.Alpha(0), default).Score.Loss.Should().BePositive();
    }

    [Fact]
    public void An_architecture_without_connections_is_measured_like_any_other()
    {
        using var environment = Create();
        environment.Reset();

        var step = environment.Step(Toy.Uniform(Operation.None).Weights, default);

        step.Architecture.Count(Operation.None).Should().Be(16);
        step.Score.Accuracy.Should().BeInRange(0, 1);
        step.Score.Loss.Should().BeApproximately(Math.Log(4), 0.6, "a classifier that sees zeros knows no more than how often a class comes");
    }

    [Theory]
    [InlineData("running")]
    [InlineData("recalibrate:3")]
    [InlineData("batch")]
    public void BatchNorm_policies_use_the_statistics_they_name(string policy)
    {
        using var running = Create();
        using var environment = Create(o => o.BatchNorm = BatchNormPolicy.Parse(policy));
        running.Reset();
        environment.Reset();
        var plain = running.Step(Toy.Alpha(0), default);
        var step = environment.Step(Toy.Alpha(0), default);
        var statistics = environment.Network.NamedTensors.Where(t => t.Key.StartsWith("stem.1.running", StringComparison.Ordinal)).ToList();
        var expected = running.Network.NamedTensors;
        string[] same = [.. statistics.Where(s => Toy.Values(s.Value).SequenceEqual(Toy.Values(expected[s.Key]))).Select(s => s.Key)];

        switch (policy)
        {
            case "running":
                step.Score.Should().Be(plain.Score);
                break;
            case "batch":
                step.Score.Loss.Should().NotBe(plain.Score.Loss);
                same.Should().BeEquivalentTo("stem.1.running_mean", "stem.1.running_var");
                break;
            default:
                step.Score.Loss.Should().NotBe(plain.Score.Loss);
                same.Should().BeEmpty();
                environment.Network.NamedTensors["stem.1.num_batches_tracked"].item<long>().Should().Be(3);
                Toy.Values(environment.Network.NamedTensors["stem.0.weight"]).Should().Equal(Toy.Values(expected["stem.0.weight"]), "recalibration trains nothing");
                break;
        }
    }

    [Fact]
    public void The_subset_and_augmentation_of_valid_images_change_what_is_measured()
    {
        double all = Loss(o => o.ValidImages = null), part = Loss(o => o.ValidImages = 20), augmented = Loss(o => (o.ValidImages, o.AugmentValid) = (null, true));

        new[] { all, part, augmented }.Should().OnlyHaveUniqueItems();
        Loss(o => (o.ValidImages, o.EvaluationBatchSize) = (null, 7)).Should().BeApproximately(all, 1e-5, "the size of evaluation batches is a matter of speed");

        double Loss(Action<SupernetEvaluatorOptions> change)
        {
            using var environment = Create(change);
            environment.Reset();
            return environment.Step(Toy.Alpha(0), default).Score.Loss;
        }
    }

    [Fact]
    public void All_options_out_of_range_are_named_at_once()
    {
        var options = new SupernetEvaluatorOptions { Batches = -1, BatchSize = 1, LearningRate = -1, Momentum = 2, MaxGradientNorm = 0, EvaluationBatchSize = 0, ValidImages = 1000, WeightDecay = double.NaN };

        FluentActions.Invoking(() => new SupernetEvaluator(toy.Supernet, toy.Data, options)).Should().Throw<OptionsException>()
            .Which.Errors.Should().HaveCount(8);
    }

    [Fact]
    public void Kernels_that_there_are_none_of_are_refused() =>
        FluentActions.Invoking(new SupernetEvaluatorOptions { Kernels = (KernelChoice)7 }.Validate).Should().Throw<OptionsException>()
            .Which.Errors.Should().Equal("Kernels is 7, but must be one of Auto, Torch.");

    [Fact]
    public void Images_of_another_shape_are_refused_with_both_shapes()
    {
        using var other = new SupernetData(Toy.DataSet(side: 12));

        FluentActions.Invoking(() => new SupernetEvaluator(toy.Supernet, other)).Should().Throw<ArgumentException>()
            .WithMessage("*images of 1 x 8 x 8 in 4 classes, but toy has images of 1 x 12 x 12 in 4*");
    }

    [Fact]
    public void An_operation_without_a_cost_leaves_the_evaluator_without_costs()
    {
        var own = new Operation("conv_3x3");
        var space = new SearchSpaceDefinition("own", ["normal", "reduce"], new CellTopology(2, 1, EdgeChoice.EveryEdge, CellOutput.ConcatenateNodes), [Operation.None, own]);
        var table = OperationTable.Darts.With(new OperationDefinition(own, site => nn.Conv2d(site.Channels, site.Channels, 3, site.Stride, padding: 1L)));
        using var supernet = new SupernetWarmup(null, toy.Data, new() { Channels = 2, Cells = 1, Epochs = 1, BatchSize = 48, Space = space, Operations = table }).Run();

        using var evaluator = new SupernetEvaluator(supernet, toy.Data, new() { Batches = 1, BatchSize = 8 });

        evaluator.Costs.Should().BeEmpty();
        evaluator.Evaluate(Architectures.Random(space, 0), 0, default).Figures.Should().BeEmpty();
        using var known = new SupernetEvaluator(toy.Supernet, toy.Data, Toy.Evaluator);
        known.Costs.Select(cost => cost.Name).Should().Equal("flops", "parameters");
    }

    [Fact]
    public void After_dispose_it_is_of_no_use()
    {
        var evaluator = new SupernetEvaluator(toy.Supernet, toy.Data, Toy.Evaluator);
        evaluator.Dispose();
        evaluator.Dispose();

        foreach (Action<SupernetEvaluator> use in new Action<SupernetEvaluator>[] { e => e.Reset(), e => e.Evaluate(Toy.Architecture(0), 0, default), e => e.Capture(new CheckpointState()), e => e.Restore(new CheckpointState()) })
            evaluator.Invoking(use).Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    public void It_describes_its_options_the_weights_it_starts_from_and_its_images()
    {
        var description = new RunDescription();
        using var evaluator = new SupernetEvaluator(toy.Supernet, toy.Data, Toy.Evaluator);
        description.Part("evaluator", evaluator);

        description.Options.Should().Contain("evaluator", "supernet").And.Contain("evaluator.batches", "2").And.Contain("evaluator.learningRate", "0.01").And.Contain("evaluator.supernet", toy.Supernet.Checksum);
        (description.Seed, description.Device, description.Threads, description.Dataset!.Value.Name).Should().Be((new SupernetEvaluatorOptions().Seed, "cpu", get_num_threads(), "toy"));
    }

    private ToyEnvironment Create(Action<SupernetEvaluatorOptions>? change = null)
    {
        var options = new SupernetEvaluatorOptions
        {
            Batches = Toy.Evaluator.Batches, BatchSize = Toy.Evaluator.BatchSize, EvaluationBatchSize = Toy.Evaluator.EvaluationBatchSize,
            ValidImages = Toy.Evaluator.ValidImages, LearningRate = Toy.Evaluator.LearningRate,
        };
        change?.Invoke(options);
        return new ToyEnvironment(new SupernetEvaluator(toy.Supernet, toy.Data, options));
    }

    private static Dictionary<string, float[]> Momentum(ToyEnvironment environment)
    {
        using var scope = NewDisposeScope();
        return environment.Optimizer.CaptureState().ToDictionary(m => m.Key[..^".momentum_buffer".Length], m => Toy.Values(m.Value));
    }

    private static bool Uses(Architecture architecture, NetworkSkeleton skeleton, string name)
    {
        string[] parts = name.Split('.');
        if (parts[0] != "cells" || parts[2] != "_ops") return true;
        return architecture.Cell(skeleton.IsReduction(int.Parse(parts[1])) ? 1 : 0).Contains(new ChosenPair(int.Parse(parts[3]), int.Parse(parts[5])));
    }
}
