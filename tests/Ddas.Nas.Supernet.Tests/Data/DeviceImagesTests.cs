using Ddas.Nas.Supernet.Data;
using TorchSharp;

namespace Ddas.Nas.Supernet.Tests.Data;

public class DeviceImagesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Images_lie_in_a_black_frame(int frame)
    {
        ImageDataSet set = TestImages.Random(3, new ImageShape(2, 4, 5));
        using var scope = torch.NewDisposeScope();

        using var images = new DeviceImages(set, frame: frame);

        images.Pixels.shape.Should().Equal(3, 4 + (2 * frame), 5 + (2 * frame), 2);
        images.Pixels.dtype.Should().Be(torch.ScalarType.Byte);
        images.Pixels.narrow(1, frame, 4).narrow(2, frame, 5).contiguous().data<byte>().ToArray().Should().Equal(set.Pixels.ToArray());
        images.Pixels.data<byte>().ToArray().Sum(v => v).Should().Be(set.Pixels.ToArray().Sum(v => v), "the frame is 0");
        images.Labels.data<long>().ToArray().Should().Equal(0, 1, 2);
    }

    [Fact]
    public void It_is_a_copy()
    {
        ImageDataSet set = TestImages.Random(3, new ImageShape(2, 4, 5));
        using var images = new DeviceImages(set, frame: 0);

        images.Pixels.zero_();

        set.Pixels.ToArray().Should().Contain(v => v != 0);
    }

    [Fact]
    public void An_empty_set_and_a_negative_frame_are_refused()
    {
        FluentActions.Invoking(() => new DeviceImages(TestImages.WithLabels([]))).Should().Throw<ArgumentException>().WithMessage("test has no images.*");
        FluentActions.Invoking(() => new DeviceImages(TestImages.WithLabels([1]), frame: -1)).Should().Throw<ArgumentOutOfRangeException>();
    }
}
