using System.Text;
using Ddas.Nas.Torch.Native;

namespace Ddas.Nas.Torch.Tests.Native;

/// <summary>Each in a process of its own, since a process loads torch once.</summary>
public sealed class NativeLoaderTests : IDisposable
{
    private readonly NativeProcess process;

    public NativeLoaderTests()
    {
        if (NativeFiles.RuntimeIdentifier != "linux-x64") Assert.Skip("the natives of these tests are those of Linux");
        process = new NativeProcess();
    }

    public void Dispose() => process.Dispose();

    [Fact]
    public async Task Without_libtorch_one_sentence_names_the_package()
    {
        NativeProcess.Link(process.Folder, "libLibTorchSharp");

        var (result, output) = await process.Run();

        result.Errors.Should().HaveCount(2).And.AllBe(NativeFailure.NoLibtorch("linux-x64"));
        result.Description.Status.Should().Be(TorchNativeStatus.Failed);
        result.Description.Error.Should().Be(result.Errors[0]);
        output.Should().BeEmpty();
        Directory.GetDirectories(process.Folder).Should().BeEmpty("TorchSharp would copy its packages there");
    }

    [Fact]
    public async Task Without_TorchSharps_library_one_sentence_says_so()
    {
        NativeProcess.Link(process.Folder, "libtorch", "libc10", "libgomp");

        var (result, output) = await process.Run();

        result.Errors.Should().HaveCount(2).And.AllBe(NativeFailure.NoBridge("libLibTorchSharp.so"));
        output.Should().BeEmpty();
    }

    [Fact]
    public async Task A_runtime_that_lacks_a_symbol_in_use_is_named()
    {
        NativeProcess.Link(process.Folder, "libtorch", "libc10", "libgomp");
        byte[] library = await File.ReadAllBytesAsync(NativeFiles.Find(NativeFiles.Bridge)!);
        RenameVersion(library, "GLIBCXX_3.4.30", "GLIBCXX_3.4.99");
        await File.WriteAllBytesAsync(Path.Combine(process.Folder, "libLibTorchSharp.so"), library);

        var (result, output) = await process.Run();

        result.Errors.Should().HaveCount(2).And.AllSatisfy(error => error.Should().Match("The C++ runtime of this system (libstdc++.so.6) is older than GCC 12's*GLIBCXX_3.4.99 is really used)."));
        output.Should().BeEmpty();
    }

    [Fact]
    public async Task A_damaged_libtorch_is_named()
    {
        NativeProcess.Link(process.Folder, "libLibTorchSharp", "libc10", "libgomp", "libtorch.so");
        await File.WriteAllTextAsync(Path.Combine(process.Folder, "libtorch_cpu.so"), "no library");

        var (result, output) = await process.Run();

        result.Errors.Should().HaveCount(2).And.AllSatisfy(error => error.Should().Match($"The native library '{process.Folder}/libtorch_cpu.so' does not load: *too short."));
        output.Should().BeEmpty();
    }

    [Fact]
    public async Task A_named_folder_brings_libtorch()
    {
        NativeProcess.Link(process.Folder, "libLibTorchSharp");
        string folder = process.Other("libtorch");
        NativeProcess.Link(folder, "libtorch", "libc10", "libgomp");

        var (result, output) = await process.Run((NativeProbe.FolderVariable, folder), (AllocatorTuning.Switch, "0"));

        result.Errors.Should().BeEmpty();
        output.Should().BeEmpty();
        result.Sum.Should().Be(6);
        result.Description.LibtorchVersion.Should().Be("2.10.0");
        result.Description.AllocatorTuned.Should().BeFalse();
    }

    [Fact]
    public async Task A_read_only_home_does_not_matter()
    {
        NativeProcess.Link(process.Folder, "lib");
        string file = Path.Combine(process.Other("home"), "file");
        await File.WriteAllTextAsync(file, "");

        var (result, output) = await process.Run(("XDG_CACHE_HOME", file));

        result.Errors.Should().BeEmpty();
        output.Should().BeEmpty();
        result.Sum.Should().Be(6);
    }

    /// <summary>Renames a needed version, with its hash, so that the system's libstdc++ has none of that name.</summary>
    private static void RenameVersion(byte[] library, string from, string to)
    {
        int text = library.AsSpan().IndexOf(Encoding.ASCII.GetBytes(from + "\0"));
        Encoding.ASCII.GetBytes(to).CopyTo(library, text);
        int hash = library.AsSpan().IndexOf(BitConverter.GetBytes(Hash(from)));
        BitConverter.GetBytes(Hash(to)).CopyTo(library, hash);
    }

    private static uint Hash(string name)
    {
        uint hash = 0;
        foreach (char letter in name)
        {
            hash = (hash << 4) + letter;
            uint high = hash & 0xf0000000;
            hash = (hash ^ (high >> 24)) & ~high;
        }
        return hash;
    }
}
