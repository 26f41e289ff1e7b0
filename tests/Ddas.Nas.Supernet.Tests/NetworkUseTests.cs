using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Kernels;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Tests;

/// <summary>How networks are used rightly and wrongly: with either kind of kernels, with wrong images, after Dispose.</summary>
public class NetworkUseTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(11)]
    public void A_training_step_gives_the_same_on_torchs_operators(int? seed)
    {
        using var scope = NewDisposeScope();
        var skeleton = Toy.Skeleton with { Channels = 8, ImageSize = 16 };
        using var own = new SupernetNetwork(skeleton, 1);
        using var torchs = new SupernetNetwork(skeleton, 1, new NetworkOptions { Kernels = KernelChoice.Torch });
        var alpha = seed is { } value ? Toy.Architecture(value).Weights : ArchitectureWeights.Constant(own.Space, 1);
        var images = Toy.Images(8, skeleton: skeleton);

        var (a, b) = (own.Forward(images, alpha, training: true), torchs.Forward(images, alpha, training: true));
        a.mul(a).sum().backward();
        b.mul(b).sum().backward();

        Distance(a, b).Should().BeLessThan(1e-5).And.BePositive("other kernels round otherwise");
        foreach (var (name, tensor) in own.NamedTensors)
        {
            var other = torchs.NamedTensors[name];
            if (!tensor.requires_grad) Distance(tensor.to(float64), other.to(float64)).Should().BeLessThan(1e-4, name);
            else if (tensor.grad is null) other.grad.Should().BeNull(name);
            else Distance(tensor.grad, other.grad!).Should().BeLessThan(2e-2, name); // a value near ReLU's kink may fall on either side
        }

        var architecture = Toy.Architecture(4);
        Distance(own.Forward(images, architecture, training: false), torchs.Forward(images, architecture, training: false)).Should().BeLessThan(1e-4);
    }

    [Fact]
    public void Evaluation_has_no_gradient_whatever_the_kernels_and_the_grad_mode()
    {
        using var scope = NewDisposeScope();
        foreach (var kernels in Enum.GetValues<KernelChoice>())
        {
            using var network = new SupernetNetwork(Toy.Skeleton, 1, new NetworkOptions { Kernels = kernels });
            var logits = network.Forward(Toy.Images(), Toy.Architecture(1), training: false);
            using var none = no_grad();

            logits.requires_grad.Should().BeFalse();
            Toy.Values(network.Forward(Toy.Images(), Toy.Architecture(1), training: false)).Should().Equal(Toy.Values(logits));
        }
    }

    [Fact]
    public void Images_of_another_form_are_refused_with_what_is_needed()
    {
        using var scope = NewDisposeScope();
        using var network = Toy.Supernet();
        using var found = new StandAloneNetwork(Genotype.FromArchitecture(Toy.Architecture(1)), Toy.Skeleton);
        var good = Toy.Images(2);
        foreach (var images in new[] { zeros(2, 3, 7, 8), zeros(2, 3, 8, 6), zeros(2, 1, 8, 8), zeros(3, 8, 8), zeros(0, 3, 8, 8), good.to(float64), good.to(int32) })
        {
            foreach (bool training in new[] { false, true })
            {
                string needed = $"The network takes images [[]B, 3, H, W] of Float32 on cpu, H and W divisible by 4; given were [[]{string.Join(", ", images.shape)}] of {images.dtype} on cpu*";
                needed = needed.Replace("[[]", "[", StringComparison.Ordinal);
                FluentActions.Invoking(() => network.Forward(images, Toy.Architecture(1), training)).Should().Throw<ArgumentException>().WithMessage(needed);
                FluentActions.Invoking(() => found.Forward(images, training)).Should().Throw<ArgumentException>().WithMessage(needed);
            }
        }

        FluentActions.Invoking(() => network.Forward(good.to(bfloat16), Toy.Architecture(1), training: true)).Should().Throw<ArgumentException>();
        network.Forward(good.to(bfloat16), Toy.Architecture(1), training: false).shape.Should().Equal(2, 5);
    }

    [Fact]
    public void One_value_a_channel_is_refused_in_training_and_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using var network = Toy.Supernet();
        using var head = new StandAloneNetwork(Genotype.FromArchitecture(Toy.Architecture(1)), Toy.Skeleton with { ImageSize = 16 }, auxiliaryHead: true);
        using var plain = new StandAloneNetwork(Genotype.FromArchitecture(Toy.Architecture(1)), Toy.Skeleton);
        var before = Toy.Snapshot(network);
        var pixel = Toy.Images(1).narrow(2, 0, 4).narrow(3, 0, 4);

        FluentActions.Invoking(() => network.Forward(pixel, Toy.Architecture(1), training: true)).Should().Throw<ArgumentException>().WithMessage("*more than one value a channel*[1, 3, 4, 4]*at least 2*");
        FluentActions.Invoking(() => head.Forward(Toy.Images(1, skeleton: head.Skeleton), training: true)).Should().Throw<ArgumentException>().WithMessage("*at least 2*");

        Toy.Snapshot(network).Should().BeEquivalentTo(before);
        network.Forward(pixel, Toy.Architecture(1), training: false).isfinite().all().item<bool>().Should().BeTrue();
        (StandAloneNetwork.SmallestTrainingBatch(head.Skeleton, true), StandAloneNetwork.SmallestTrainingBatch(plain.Skeleton, false)).Should().Be((2, 1));
        plain.Forward(Toy.Images(1), training: true).Logits.shape.Should().Equal(1, 5);
    }

    [Fact]
    public void A_network_that_was_disposed_says_so()
    {
        using var scope = NewDisposeScope();
        var network = Toy.Supernet();
        var found = new StandAloneNetwork(Genotype.FromArchitecture(Toy.Architecture(1)), Toy.Skeleton);
        var (architecture, images) = (Toy.Architecture(1), Toy.Images());
        using var pass = network.Compile(architecture);
        pass.Run(images);
        for (int time = 0; time < 2; time++)
        {
            network.Dispose();
            found.Dispose();
        }

        foreach (Action use in new Action[]
                 {
                     () => network.Forward(images, architecture, training: false),
                     () => network.Forward(images, architecture, training: true),
                     () => network.Forward(images, architecture.Weights, training: false),
                     () => network.ActiveParameters(architecture),
                     () => _ = network.Parameters,
                     () => _ = network.NamedTensors,
                     () => network.Compile(architecture),
                     () => pass.Run(images),
                     () => found.Forward(images, training: false),
                     () => found.Forward(images, training: true),
                     () => _ = found.Parameters,
                     () => _ = found.NamedTensors,
                 })
        {
            use.Should().Throw<ObjectDisposedException>();
        }
    }

    private static double Distance(Tensor actual, Tensor expected) =>
        ((actual.to(float64) - expected.to(float64)).norm() / (expected.to(float64).norm() + 1e-2)).item<double>();
}
