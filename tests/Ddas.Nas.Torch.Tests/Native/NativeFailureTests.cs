using Ddas.Nas.Torch.Native;

namespace Ddas.Nas.Torch.Tests.Native;

public sealed class NativeFailureTests
{
    [Theory]
    [InlineData("linux-x64", "*reference the package libtorch-cpu-linux-x64 2.10.0 (for NVIDIA GPUs TorchSharp-cuda-linux 0.107.0) in the executable's project*")]
    [InlineData("win-x64", "*libtorch-cpu-win-x64 2.10.0 (for NVIDIA GPUs TorchSharp-cuda-windows 0.107.0)*")]
    [InlineData("osx-arm64", "*libtorch-cpu-osx-arm64 2.10.0 in the executable's project*")]
    [InlineData("linux-arm64", "TorchSharp has no native libraries for linux-arm64; run on one of linux-x64, win-x64, win-arm64, osx-arm64.")]
    public void Names_the_package_of_the_platform(string platform, string sentence) => NativeFailure.NoLibtorch(platform).Should().Match(sentence);

    [Theory]
    [InlineData("/lib64/libstdc++.so.6: version `GLIBCXX_3.4.30' not found (required by /a/libLibTorchSharp.so)", "The C++ runtime of this system (libstdc++.so.6) is older than GCC 12's*RHEL 10*(/lib64/libstdc++.so.6: version `GLIBCXX_3.4.30' not found*).")]
    [InlineData("/lib64/libc.so.6: version `GLIBC_2.34' not found (required by /a/libLibTorchSharp.so)", "The C library of this system (glibc) is older than 2.34*")]
    [InlineData("libgomp-98b21ff3.so.1: cannot open shared object file: No such file or directory", "The native library '/a/libx.so' needs libgomp-98b21ff3.so.1, which this system lacks*")]
    [InlineData("/a/libx.so: file too short", "The native library '/a/libx.so' does not load: /a/libx.so: file too short.")]
    public void Explains_the_loaders_error(string error, string sentence)
    {
        string wrapped = "Unable to load shared library '/a/libx.so' or one of its dependencies. In order to help diagnose loading problems, consider a tool.\n" + error + "\n";

        string explained = NativeFailure.Explain("/a/libx.so", new DllNotFoundException(wrapped));

        explained.Should().Match(sentence).And.NotContain("\n");
    }

    [Fact]
    public void Says_that_a_used_symbol_needs_a_newer_runtime()
    {
        NativeFailure.Explain("/a/libx.so", new PlatformNotSupportedException("f of GLIBCXX_3.4.30 is really used"))
            .Should().Match("The C++ runtime of this system*(f of GLIBCXX_3.4.30 is really used).");
    }
}
