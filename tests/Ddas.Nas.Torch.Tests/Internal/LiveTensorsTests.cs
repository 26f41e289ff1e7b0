using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Torch.Tests.Internal;

public sealed class LiveTensorsTests
{
    [Fact]
    public void Counts_objects_inside_and_outside_scopes()
    {
        using var two = 2.ToScalar();
        long before = LiveTensors.Count;
        var outside = zeros(2);
        LiveTensors.Count.Should().Be(before + 1);
        using (NewDisposeScope())
        {
            _ = outside.add(Scalars.One, Scalars.One).mul(two);
            LiveTensors.Count.Should().Be(before + 3);
        }
        LiveTensors.Count.Should().Be(before + 1);
        outside.Dispose();
        LiveTensors.Count.Should().Be(before);
    }
}
