using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.Testing.Tests;

public class ImageSourceCheckerTests
{
    [Fact]
    public void A_source_of_two_different_parts_keeps_the_contract() => ImageSourceChecker.Check(new Scripted(() => Images(4, 1), () => Images(2, 2))).Should().BeEmpty();

    [Fact]
    public void Every_breach_is_named()
    {
        int reads = 0;
        Breaches(() => Images(1, 1), () => Images(2, 2)).Should().Contain("at least 2");
        Breaches(() => Images(4, 1), () => Images(2, 2, side: 8)).Should().Contain("both must have one shape");
        Breaches(() => Images(4, 1), () => Images(2, 2, names: ["b", "a"])).Should().Contain("in another order");
        Breaches(() => Images(4, 1), () => Images(4, 1)).Should().Contain("are the same");
        Breaches(() => Images(4, (byte)reads++), () => Images(2, 200)).Should().Contain("Reading the training images twice");
        Breaches(() => Images(4, 200), () => Images(2, (byte)reads++)).Should().Contain("Reading the test images twice");
    }

    private static string Breaches(Func<ImageDataSet> train, Func<ImageDataSet> test) => string.Join(" ", ImageSourceChecker.Check(new Scripted(train, test)));

    private static ImageDataSet Images(int count, byte value, int side = 4, string[]? names = null)
    {
        var pixels = new byte[count * side * side];
        Array.Fill(pixels, value);
        return new ImageDataSet("scripted", new ImageShape(1, side, side), names ?? ["a", "b"], pixels, new int[count]);
    }

    private sealed class Scripted(Func<ImageDataSet> train, Func<ImageDataSet> test) : IImageSource
    {
        public ImageDataSet ReadTrain() => train();

        public ImageDataSet ReadTest() => test();
    }
}
