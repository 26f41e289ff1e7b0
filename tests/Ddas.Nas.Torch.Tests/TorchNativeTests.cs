using Ddas.Nas.Torch.Native;
using static TorchSharp.torch;

namespace Ddas.Nas.Torch.Tests;

public sealed class TorchNativeTests
{
    [Fact]
    public void Loads_and_computes()
    {
        TorchNative.EnsureLoaded();
        TorchNative.EnsureLoaded();

        using var tensor = ones(2, 3);
        using var sum = tensor.sum();
        sum.item<float>().Should().Be(6);
    }

    [Fact]
    public void Describes_what_is_loaded()
    {
        TorchNative.EnsureLoaded();

        var description = TorchNative.Describe();

        description.Status.Should().BeOneOf(TorchNativeStatus.AsShipped, TorchNativeStatus.PatchedCopy);
        description.LibtorchVersion.Should().Be("2.10.0");
        description.LibtorchPath.Should().Contain("torch_cpu");
        description.NativePath.Should().Contain("LibTorchSharp");
        description.Error.Should().BeNull();
    }

    [Fact]
    public void Refuses_a_libtorch_folder_once_torch_is_in_use()
    {
        TorchNative.EnsureLoaded();
        string folder = Path.GetDirectoryName(TorchNative.Describe().LibtorchPath)!;

        var use = () => TorchNative.UseLibtorch(folder);

        use.Should().Throw<InvalidOperationException>().WithMessage("*before the first tensor*");
    }

    [Fact]
    public void Refuses_a_folder_that_does_not_exist()
    {
        var use = () => TorchNative.UseLibtorch(Path.Combine(AppContext.BaseDirectory, "absent"));

        use.Should().Throw<TorchNativeException>().WithMessage("The libtorch folder '*absent' does not exist; name the lib folder*");
    }
}
