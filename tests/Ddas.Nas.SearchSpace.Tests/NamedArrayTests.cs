
namespace Ddas.Nas.SearchSpace.Tests;

public sealed class NamedArrayTests
{
    [Fact]
    public void Holds_values_row_major_and_little_endian()
    {
        var tensor = NamedArray.Of<int>("a", [1, 2, 3, 4, 5, 6], 2, 3);

        tensor.Type.Should().Be(ArrayType.Int32);
        tensor.Shape.Should().Equal(2, 3);
        tensor.Count.Should().Be(6);
        tensor.Values<int>().ToArray().Should().Equal(1, 2, 3, 4, 5, 6);
        tensor.Bytes[..8].ToArray().Should().Equal(1, 0, 0, 0, 2, 0, 0, 0);
        tensor.ToString().Should().Be("a: I32[2,3]");
    }

    [Fact]
    public void Of_maps_each_element_type()
    {
        NamedArray.Of<bool>("x", [true]).Type.Should().Be(ArrayType.Bool);
        NamedArray.Of<byte>("x", [1]).Type.Should().Be(ArrayType.UInt8);
        NamedArray.Of<int>("x", [1]).Type.Should().Be(ArrayType.Int32);
        NamedArray.Of<long>("x", [1]).Type.Should().Be(ArrayType.Int64);
        NamedArray.Of<Half>("x", [(Half)1]).Type.Should().Be(ArrayType.Float16);
        NamedArray.Of<ushort>("x", [1]).Type.Should().Be(ArrayType.BFloat16);
        NamedArray.Of<float>("x", [1]).Type.Should().Be(ArrayType.Float32);
        NamedArray.Of<double>("x", [1]).Type.Should().Be(ArrayType.Float64);
        FluentActions.Invoking(() => NamedArray.Of<short>("x", [1])).Should().Throw<ArgumentException>().WithMessage("*Int16*");
    }

    [Fact]
    public void Refuses_values_of_another_type()
    {
        var tensor = NamedArray.Of<float>("w", [1f], 1);

        FluentActions.Invoking(() => tensor.Values<int>().Length).Should().Throw<InvalidOperationException>().WithMessage("tensor 'w' is of type F32, not of Int32");
    }

    [Theory]
    [InlineData("", 1, 4, "*'' cannot be a tensor's name*")]
    [InlineData("__metadata__", 1, 4, "*'__metadata__' cannot be a tensor's name*")]
    [InlineData("w", -1, 4, "*negative dimension -1*")]
    [InlineData("w", 2, 4, "*shape [2] has 4 bytes instead of 8*")]
    [InlineData("w", long.MaxValue, 4, "*has 4 bytes instead of*")]
    public void Refuses_what_is_inconsistent(string name, long size, int bytes, string message)
    {
        FluentActions.Invoking(() => new NamedArray(name, ArrayType.Float32, [size], new byte[bytes]))
            .Should().Throw<ArgumentException>().WithMessage(message);
    }

    [Fact]
    public void Refuses_a_name_that_cannot_be_written_as_UTF8()
    {
        FluentActions.Invoking(() => NamedArray.Of<float>("\ud800", [1f], 1)).Should().Throw<ArgumentException>().WithMessage("*not well-formed Unicode*");
    }

    [Fact]
    public void Dimensions_whose_product_overflows_are_refused_and_zero_stays_zero()
    {
        long[] huge = [long.MaxValue, long.MaxValue, long.MaxValue];

        FluentActions.Invoking(() => new NamedArray("w", ArrayType.Float64, huge, new byte[8])).Should().Throw<ArgumentException>();
        new NamedArray("w", ArrayType.Float64, [.. huge, 0], Array.Empty<byte>()).Count.Should().Be(0);
    }

    [Fact]
    public void Refuses_booleans_other_than_0_and_1()
    {
        FluentActions.Invoking(() => new NamedArray("b", ArrayType.Bool, [2], new byte[] { 1, 2 }))
            .Should().Throw<ArgumentException>().WithMessage("*BOOL*0 and 1*");
    }
}
