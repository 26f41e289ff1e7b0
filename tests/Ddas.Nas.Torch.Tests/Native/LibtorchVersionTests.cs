using System.Runtime.InteropServices;
using Ddas.Nas.Torch.Native;

namespace Ddas.Nas.Torch.Tests.Native;

public sealed class LibtorchVersionTests
{
    [Fact]
    public void Of_asks_the_loaded_library()
    {
        TorchNative.EnsureLoaded();

        LibtorchVersion.Of(NativeLibrary.Load(TorchNative.Describe().LibtorchPath!)).Should().Be("2.10.0");
    }

    [Fact]
    public void Of_a_library_that_does_not_say_is_null()
    {
        LibtorchVersion.Of(NativeLibrary.Load("libSystem.Native", typeof(object).Assembly, null)).Should().BeNull();
    }

    [Theory]
    [InlineData("2.10")]
    [InlineData("2.10.0")]
    [InlineData("2.10.1+cu128")]
    public void Check_takes_every_patch(string version) => LibtorchVersion.Check(version, "x");

    [Theory]
    [InlineData("2.1")]
    [InlineData("2.1.0")]
    [InlineData("2.100.0")]
    [InlineData("3.10.0")]
    public void Check_refuses_other_versions(string version)
    {
        FluentActions.Invoking(() => LibtorchVersion.Check(version, "x")).Should().Throw<TorchNativeException>();
    }
}
