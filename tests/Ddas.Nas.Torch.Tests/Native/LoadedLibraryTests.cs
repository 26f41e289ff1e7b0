using System.Runtime.InteropServices;
using Ddas.Nas.Torch.Native;

namespace Ddas.Nas.Torch.Tests.Native;

public sealed class LoadedLibraryTests
{
    [Fact]
    public void Finds_the_path_of_a_loaded_library()
    {
        TorchNative.EnsureLoaded();

        LoadedLibrary.PathOf(NativeFiles.FileName("torch_cpu")).Should().EndWith(NativeFiles.FileName("torch_cpu"));
        LoadedLibrary.PathOf("libabsent.so").Should().BeNull();
    }

    [Fact]
    public void An_alias_answers_for_another_file()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("aliases exist on Linux only");
        TorchNative.EnsureLoaded();
        using var folder = new TemporaryFolder();
        string one = folder.Combine("one.so"), two = folder.Combine("two.so"), three = folder.Combine("three.so");
        foreach (string copy in new[] { one, two, three }) File.Copy(NativeFiles.Find("torch")!, copy);
        nint first = NativeLibrary.Load(one);
        bool aliased = OperatingSystem.IsLinux() && LoadedLibrary.TryAlias(first, two);

        aliased.Should().BeTrue();

        NativeLibrary.Load(two).Should().Be(first);
        NativeLibrary.Load(three).Should().NotBe(first);
    }
}
