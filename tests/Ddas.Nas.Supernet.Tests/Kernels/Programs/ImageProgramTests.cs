using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Kernels;
using Ddas.Nas.Supernet.Operations;
using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Tests.Kernels.Programs;

/// <summary>A network in evaluation mode runs as an image program; with torch's operators alone it runs on tensors, which is the reference here.</summary>
public class ImageProgramTests
{
    private const double Tolerance = 2e-5; // relative to the largest logit

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(16)]
    [InlineData(20)]
    [InlineData(36)]
    public void Gives_what_the_network_gives_on_tensors(int channels)
    {
        using var scope = NewDisposeScope();
        var skeleton = Toy.Skeleton with { Channels = channels };
        using var network = Toy.Supernet(skeleton: skeleton);
        Spread(network.NamedTensors, seed: channels);
        var images = Toy.Images(5, skeleton: skeleton);

        for (int seed = 0; seed < 12; seed++) ShouldAgree(network, Toy.Architecture(seed), images);
    }

    [Fact]
    public void Holds_every_operation_and_nodes_that_nothing_reaches()
    {
        using var scope = NewDisposeScope();
        using var network = Toy.Supernet();
        Spread(network.NamedTensors, seed: 1);
        var images = Toy.Images(3);

        foreach (var operation in SearchSpaceDefinition.Darts.Operations) ShouldAgree(network, Toy.Uniform(operation), images);
    }

    [Theory]
    [InlineData(1, 1, 12)]
    [InlineData(2, 4, 16)]
    [InlineData(8, 3, 28)]
    public void Fits_any_number_of_cells_image_channels_and_side(int cells, int imageChannels, int side)
    {
        using var scope = NewDisposeScope();
        var skeleton = Toy.Skeleton with { Cells = cells, ImageChannels = imageChannels, ImageSize = side };
        using var network = Toy.Supernet(skeleton: skeleton);
        Spread(network.NamedTensors, seed: 2);

        ShouldAgree(network, Toy.Architecture(4), Toy.Images(2, skeleton: skeleton));
    }

    [Fact]
    public void Images_need_not_be_square_nor_channels_last()
    {
        using var scope = NewDisposeScope();
        using var network = Toy.Supernet();
        Spread(network.NamedTensors, seed: 3);
        var images = Toy.Images(4).narrow(2, 2, 4);

        ShouldAgree(network, Toy.Architecture(5), images);
        ShouldAgree(network, Toy.Architecture(5), images.contiguous());
    }

    [Theory]
    [InlineData(8)]
    [InlineData(36)]
    public void Holds_networks_of_found_cells(int channels)
    {
        using var scope = NewDisposeScope();
        var skeleton = Toy.Skeleton with { Channels = channels, Cells = 6 };
        for (int seed = 0; seed < 4; seed++)
        {
            using var network = new StandAloneNetwork(Genotype.FromArchitecture(Toy.Architecture(seed)), skeleton, seed, auxiliaryHead: true);
            using var reference = new StandAloneNetwork(network.Genotype, skeleton, seed, auxiliaryHead: true, new NetworkOptions { Kernels = KernelChoice.Torch });
            Spread(network.NamedTensors, seed);
            Spread(reference.NamedTensors, seed);
            var images = Toy.Images(3, skeleton: skeleton);
            var (expected, actual) = (reference.Forward(images, training: false).Logits, network.Forward(images, training: false).Logits);

            Error(actual, expected).Should().BeLessThan(Tolerance);
        }
    }

    [Fact]
    public void An_image_gives_the_same_bits_in_any_batch()
    {
        using var scope = NewDisposeScope();
        using var network = Toy.Supernet();
        Spread(network.NamedTensors, seed: 4);
        var images = Toy.Images(70);
        using var whole = Program(() => network.Forward(images, Toy.Architecture(6), training: false));

        foreach (var (first, count) in new[] { (0, 1), (3, 32), (35, 35), (69, 1) })
        {
            var part = Program(() => network.Forward(images.narrow(0, first, count), Toy.Architecture(6), training: false));
            Toy.Values(part)[..5].Should().Equal(Toy.Values(whole[first]));
        }
    }

    [Fact]
    public void Statistics_and_counters_stay_as_they_are()
    {
        using var scope = NewDisposeScope();
        using var network = Toy.Supernet();
        Spread(network.NamedTensors, seed: 5);
        var before = Toy.Snapshot(network);

        Program(() => network.Forward(Toy.Images(), Toy.Architecture(7), training: false));

        Toy.Snapshot(network).Should().BeEquivalentTo(before);
    }

    [Fact]
    public void Nothing_that_is_not_finite_is_lost()
    {
        using var scope = NewDisposeScope();
        using var network = Toy.Supernet();
        foreach (var operation in SearchSpaceDefinition.Darts.Operations.Where(o => o != Operation.None))
        {
            var images = Toy.Images(2);
            images[0, 1, 3, 3] = float.NaN;

            float[] logits = Toy.Values(Program(() => network.Forward(images, Toy.Uniform(operation), training: false)));

            logits[..5].Should().OnlyContain(v => float.IsNaN(v), operation.Name);
            logits[5..].Should().OnlyContain(v => float.IsFinite(v), operation.Name);
        }
    }

    [Fact]
    public void An_operation_of_the_callers_runs_on_tensors()
    {
        using var scope = NewDisposeScope();
        var table = OperationTable.Darts.With(new OperationDefinition(DartsOperations.SkipConnect, site => new Doubled(site.Stride)));
        using var network = new SupernetNetwork(Toy.Skeleton, 1, new NetworkOptions { Operations = table });
        var (images, architecture) = (Toy.Images(), Toy.Uniform(DartsOperations.SkipConnect));
        Doubled.Calls = 0;

        var logits = Program(() => network.Forward(images, architecture, training: false));

        Doubled.Calls.Should().BePositive();
        using var reference = new SupernetNetwork(Toy.Skeleton, 1, new NetworkOptions { Operations = table, Kernels = KernelChoice.Torch });
        Error(logits, reference.Forward(images, architecture, training: false)).Should().BeLessThan(Tolerance);
    }

    [Fact]
    public void Other_numbers_than_float32_run_on_tensors()
    {
        using var scope = NewDisposeScope();
        using var network = new SupernetNetwork(Toy.Skeleton, 1, new NetworkOptions { Type = float64 });

        Program(() => network.Forward(Toy.Images().to(float64), Toy.Architecture(1), training: false)).dtype.Should().Be(float64);
    }

    [Fact]
    public void Leaves_no_tensor_behind()
    {
        using var network = Toy.Supernet();
        using var images = Toy.Images();
        var architecture = Toy.Architecture(8);
        Program(() => network.Forward(images, architecture, training: false)).Dispose();
        long before = LiveTensors.Count;

        for (int i = 0; i < 10; i++) Program(() => network.Forward(images, architecture, training: false)).Dispose();

        LiveTensors.Count.Should().Be(before);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(16)]
    public void Every_vector_width_gives_what_the_network_gives_on_tensors(int lanes)
    {
        using var scope = NewDisposeScope();
        var skeleton = Toy.Skeleton with { Channels = 20 };
        using var network = new SupernetNetwork(skeleton, 1, new NetworkOptions { Lanes = lanes });
        Spread(network.NamedTensors, seed: 6);

        for (int seed = 0; seed < 3; seed++) ShouldAgree(network, Toy.Architecture(seed), Toy.Images(2, skeleton: skeleton));
    }

    [Fact]
    public void A_prepared_pass_gives_each_batch_the_same_bits_and_follows_the_images_size()
    {
        using var scope = NewDisposeScope();
        using var network = Toy.Supernet();
        Spread(network.NamedTensors, seed: 7);
        using var pass = network.Compile(Toy.Architecture(3));

        foreach (var images in new[] { Toy.Images(3), Toy.Images(2, seed: 1), Toy.Images(2).narrow(2, 0, 4), Toy.Images(3) })
            Toy.Values(pass.Run(images)).Should().Equal(Toy.Values(network.Forward(images, Toy.Architecture(3), training: false)));
    }

    private static void ShouldAgree(SupernetNetwork network, Architecture architecture, Tensor images)
    {
        using var reference = new SupernetNetwork(network.Skeleton, 1, new NetworkOptions { Kernels = KernelChoice.Torch });
        using (no_grad())
            foreach (var (name, tensor) in reference.NamedTensors) tensor.copy_(network.NamedTensors[name]);
        using var expected = reference.Forward(images, architecture, training: false);
        using var actual = network.Forward(images, architecture, training: false);
        Error(actual, expected).Should().BeLessThan(Tolerance);
    }

    private static Tensor Program(Func<Tensor> forward)
    {
        using var grad = no_grad();
        return forward();
    }

    private static double Error(Tensor actual, Tensor expected)
    {
        float[] a = Toy.Values(actual), e = Toy.Values(expected);
        return a.Zip(e, (x, y) => Math.Abs(x - y)).Max() / e.Max(Math.Abs);
    }

    /// <summary>Statistics, scales and shifts as after training: apart, and not around 0 and 1.</summary>
    private static void Spread(IReadOnlyDictionary<string, Tensor> tensors, long seed)
    {
        var random = new RandomStream(seed, "test statistics", 0);
        using var grad = no_grad();
        foreach (var (name, tensor) in tensors)
        {
            if (tensor.dim() != 1 || tensor.dtype != float32) continue;
            float[] values = new float[tensor.shape[0]];
            for (int i = 0; i < values.Length; i++)
                values[i] = (float)(name.EndsWith("running_var", StringComparison.Ordinal) ? 0.2 + random.NextDouble() : random.NextGaussian() * 0.3 + (name.EndsWith("weight", StringComparison.Ordinal) ? 1 : 0));
            tensor.copy_(torch.tensor(values));
        }
    }

    private sealed class Doubled(int stride) : nn.Module<Tensor, Tensor>(nameof(Doubled))
    {
        public static int Calls { get; set; }

        public override Tensor forward(Tensor input)
        {
            Calls++;
            using var two = 2.ToScalar();
            return input.slice(2, 0, input.shape[2], stride).slice(3, 0, input.shape[3], stride).mul(two);
        }
    }
}
