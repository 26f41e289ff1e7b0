using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Ddas.Nas.Records.Tests;

public class ProcessorFeaturesTests
{
    [Fact]
    public void The_architecture_comes_first_and_instruction_sets_follow()
    {
        string[] words = ProcessorFeatures.Current.Split(' ');

        words[0].Should().Be(RuntimeInformation.ProcessArchitecture.ToString());
        words.Contains("avx2").Should().Be(Avx2.IsSupported);
        words.Contains("fma").Should().Be(Fma.IsSupported);
    }
}
