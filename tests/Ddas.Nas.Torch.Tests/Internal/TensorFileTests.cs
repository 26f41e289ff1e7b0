using Ddas.Nas.Records.Safetensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Torch.Tests.Internal;

public sealed class TensorFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly DisposeScope scope = NewDisposeScope();

    private string FilePath => folder.Combine("t.safetensors");

    public void Dispose()
    {
        scope.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Int32)]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Bool)]
    public void Round_trips_every_element_type(ScalarType type)
    {
        using var hundred = 100.ToScalar();
        var saved = Bits.Gaussian(1, 3, 4).mul(hundred).abs().to(type);
        TensorFile.Save(FilePath, [("x", saved)], new Dictionary<string, string> { ["k"] = "v" });

        var read = TensorFile.Read(FilePath, CPU)["x"];
        var target = zeros([3, 4], type);
        var metadata = TensorFile.Load(FilePath, [("x", target)]);

        read.dtype.Should().Be(type);
        Bits.Of(read).Should().Equal(Bits.Of(saved));
        Bits.Of(target).Should().Equal(Bits.Of(saved));
        metadata.Should().Equal(new Dictionary<string, string> { ["k"] = "v" });
    }

    [Fact]
    public void Keeps_unusual_bit_patterns()
    {
        float[] values = [BitConverter.UInt32BitsToSingle(0x7fc12345), -0f, float.Epsilon, float.NegativeInfinity];
        TensorFile.Save(FilePath, [("x", tensor(values))]);

        SafetensorsFile.Read(FilePath).Find("x")!.Values<float>().ToArray().Select(BitConverter.SingleToUInt32Bits)
            .Should().Equal(0x7fc12345, 0x80000000, 1, 0xff800000);
    }

    [Fact]
    public void Stores_row_major_whatever_the_strides_and_loads_into_any()
    {
        var x = Bits.Gaussian(1, 2, 3, 4, 5);
        TensorFile.Save(FilePath, [("plain", x), ("last", ChannelsLast.Apply(x)), ("turned", x.transpose(0, 3))]);

        var file = SafetensorsFile.Read(FilePath);
        file.Find("last")!.Bytes.ToArray().Should().Equal(file.Find("plain")!.Bytes.ToArray());
        file.Find("turned")!.Shape.Should().Equal(5, 3, 4, 2);
        var target = ChannelsLast.Apply(zeros(2, 3, 4, 5));
        TensorFile.Save(FilePath, [("x", x)]);
        TensorFile.Load(FilePath, [("x", target)]);

        ChannelsLast.IsApplied(target).Should().BeTrue();
        Bits.Of(target).Should().Equal(Bits.Of(x));
    }

    [Fact]
    public void Scalars_and_empty_tensors_round_trip()
    {
        TensorFile.Save(FilePath, [("scalar", tensor(5L)), ("empty", zeros(0, 3))]);

        var read = TensorFile.Read(FilePath, CPU);

        read["scalar"].shape.Should().BeEmpty();
        read["scalar"].item<long>().Should().Be(5);
        read["empty"].shape.Should().Equal(0, 3);
    }

    [Fact]
    public void Names_all_that_does_not_fit_and_changes_nothing()
    {
        TensorFile.Save(FilePath, [("a", ones(2)), ("b", ones(3)), ("c", ones(1)), ("same", ones(1))]);
        var same = zeros(1);

        FluentActions.Invoking(() => TensorFile.Load(FilePath, [("a", zeros(2)), ("b", zeros(1, 3)), ("d", zeros(1)), ("e", zeros(1)), ("same", same)]))
            .Should().Throw<SafetensorsException>()
            .WithMessage($"'{FilePath}' holds other tensors than are to be loaded: missing: d, e; unexpected: c; different: b is Float32[3] instead of Float32[1,3].");
        FluentActions.Invoking(() => TensorFile.Load(FilePath, [("a", zeros(2, int32)), ("b", ones(3)), ("c", ones(1)), ("same", same)]))
            .Should().Throw<SafetensorsException>().WithMessage("*different: a is Float32[2] instead of Int32[2].");

        same.item<float>().Should().Be(0);
    }

    [Fact]
    public void Refuses_element_types_that_files_do_not_hold()
    {
        FluentActions.Invoking(() => TensorFile.Save(FilePath, [("c", zeros(1, complex64))])).Should().Throw<ArgumentException>().WithMessage("Tensor 'c' has the element type ComplexFloat32*");
        File.Exists(FilePath).Should().BeFalse();
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_refused_with_their_tensor_where_that_is_asked_for()
    {
        (string, Tensor)[] tensors =
        [
            ("sound", tensor(new[] { 1f, float.MaxValue, -float.Epsilon })), ("single", tensor(new[] { 1f, float.NaN, float.NegativeInfinity })), ("double", tensor(new[] { double.PositiveInfinity })),
            ("half", tensor(new[] { float.NaN }).to(float16)), ("brain", tensor(new[] { float.NegativeInfinity, 2 }).to(bfloat16)), ("integer", tensor(new[] { -1L, long.MaxValue })),
        ];
        TensorFile.Save(FilePath, tensors);
        (string, Tensor)[] targets = [.. tensors.Select(static t => (t.Item1, zeros_like(t.Item2)))];

        FluentActions.Invoking(() => TensorFile.Load(FilePath, targets, requireFinite: true)).Should().Throw<SafetensorsException>()
            .WithMessage($"'{FilePath}' holds numbers that are not finite: tensor 'double' has 1 of 1, 'single' has 2 of 3, 'brain' has 1 of 2, 'half' has 1 of 1.");
        targets.Should().AllSatisfy(static t => t.Item2.count_nonzero().item<long>().Should().Be(0), "nothing is changed");
        TensorFile.Load(FilePath, targets);
        Bits.Of(targets[1].Item2).Should().Equal(Bits.Of(tensors[1].Item2));
        TensorFile.Save(FilePath, [tensors[0]]);
        TensorFile.Load(FilePath, [targets[0]], requireFinite: true);
    }

    [Fact]
    public void Leaves_no_tensor_behind()
    {
        var x = ones(2, 3);
        long before = LiveTensors.Count;

        TensorFile.Save(FilePath, [("x", x)]);
        TensorFile.Load(FilePath, [("x", x)]);

        LiveTensors.Count.Should().Be(before);
    }
}
