using Ddas.Nas.Torch.Native;

namespace Ddas.Nas.Torch.Tests.Native;

public sealed class LibtorchFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("build-version", "2.10.0+cpu\n")]
    [InlineData("version.py", "from typing import Optional\n\n__all__ = ['__version__']\n__version__ = '2.10.0+cu128'\n")]
    [InlineData(null, "")]
    public void Opens_the_libraries_or_the_folder_above(string? file, string text)
    {
        Libraries("c10", "torch_cpu", "torch");
        if (file is not null) File.WriteAllText(folder.Combine(file), text);

        LibtorchFolder.Open(folder.Path).Path.Should().Be(folder.Combine("lib"));
        var opened = LibtorchFolder.Open(folder.Combine("lib"));

        opened.Path.Should().Be(folder.Combine("lib"));
        opened.Find("torch").Should().Be(folder.Combine("lib/" + NativeFiles.FileName("torch")));
        opened.Find("torch_cuda").Should().BeNull();
    }

    [Theory]
    [InlineData("build-version", "2.9.1+cpu", "2.9.1+cpu")]
    [InlineData("build-version", "2.1.0", "2.1.0")]
    [InlineData("build-version", "2.100.0", "2.100.0")]
    [InlineData("version.py", "__version__ = \"2.11.0\"", "2.11.0")]
    public void Refuses_another_version(string file, string text, string version)
    {
        Libraries("c10", "torch_cpu", "torch");
        File.WriteAllText(folder.Combine(file), text);

        FluentActions.Invoking(() => LibtorchFolder.Open(folder.Path)).Should().Throw<TorchNativeException>()
            .WithMessage($"The libtorch in '{folder.Combine("lib")}' is version {version}, but TorchSharp needs 2.10; install that version or name another folder.");
    }

    [Fact]
    public void Names_the_missing_libraries()
    {
        Libraries("torch_cpu");

        FluentActions.Invoking(() => LibtorchFolder.Open(folder.Path)).Should().Throw<TorchNativeException>()
            .WithMessage($"The libtorch folder '{folder.Combine("lib")}' lacks {NativeFiles.FileName("c10")}, {NativeFiles.FileName("torch")}; name the lib folder*");
    }

    private void Libraries(params string[] names)
    {
        Directory.CreateDirectory(folder.Combine("lib"));
        foreach (string name in names) File.WriteAllText(folder.Combine("lib/" + NativeFiles.FileName(name)), "");
    }
}
