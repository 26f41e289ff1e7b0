using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Ddas.Nas.SearchSpace.Records;

namespace Ddas.Nas.SearchSpace.Tests.Records;

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
