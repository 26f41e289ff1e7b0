using Ddas.Nas.Onnx.Schema;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.Supernet;
using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Supernet.Operations;
using static TorchSharp.torch;

namespace Ddas.Nas.Onnx.Tests;

public sealed class OnnxExporterTests : IDisposable
{
    private const double Bound = 1e-4;
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Published => [.. PublishedCells.All.Select(cell => cell.Name)];

    public static TheoryData<int> FiftySeeds => [.. Enumerable.Range(0, 50)];

    [Theory]
    [MemberData(nameof(FiftySeeds))]
    public void Random_genotypes_compute_the_same_in_ONNX_Runtime(int seed) => ExportsAlike(RandomNetworks.Genotype(seed), RandomNetworks.Small);

    [Theory]
    [MemberData(nameof(Published))]
    public void Published_cells_compute_the_same_in_ONNX_Runtime(string name) => ExportsAlike(PublishedCells.Find(name).Genotype, RandomNetworks.Small);

    [Fact]
    public void Dead_cells_compute_the_same_in_ONNX_Runtime() => ExportsAlike(RandomNetworks.Dead, RandomNetworks.Small);

    [Theory]
    [InlineData(28, 1, 6, 2)]
    [InlineData(32, 3, 2, 1)]
    [InlineData(8, 5, 1, 4)]
    public void Every_image_size_and_number_of_channels_is_exported(int side, int imageChannels, int channels, int cells) =>
        ExportsAlike(PublishedCells.Find("DDAS_4S_CIFAR100_fig9").Genotype, new NetworkSkeleton { ImageSize = side, ImageChannels = imageChannels, Channels = channels, Cells = cells });

    [Theory(Explicit = true)] // a minute; docs/how-to-export.md has the command
    [MemberData(nameof(Published))]
    public void Networks_of_the_papers_size_compute_the_same_in_ONNX_Runtime(string name) =>
        ExportsAlike(PublishedCells.Find(name).Genotype, new NetworkSkeleton { Cells = 20, Channels = 36, ImageSize = 32 });

    [Fact]
    public void Preprocessing_can_be_part_of_the_model()
    {
        using var network = RandomNetworks.Of(PublishedCells.Find("DARTS_V2").Genotype);

        var export = OnnxExporter.Export(network, folder.Combine("a.onnx"), new OnnxExportOptions { Preprocessing = Normalization.Cifar10 });

        export.MaxDifference.Should().BeLessThanOrEqualTo(Bound);
        var input = Read("a.onnx").Graph.Input.Single();
        input.Type.TensorType.ElemType.Should().Be((int)TensorProto.Types.DataType.Uint8);
        input.Type.TensorType.Shape.Dim.Select(d => d.DimParam.Length > 0 ? d.DimParam : $"{d.DimValue}").Should().Equal("batch", "16", "16", "3");
    }

    [Fact]
    public void A_folded_model_has_no_BatchNorm_and_the_auxiliary_head_is_left_out()
    {
        using var network = RandomNetworks.Of(PublishedCells.Find("DARTS_V2").Genotype, auxiliaryHead: true);

        OnnxExporter.Export(network, folder.Combine("folded.onnx"));
        OnnxExporter.Export(network, folder.Combine("kept.onnx"), new OnnxExportOptions { FoldBatchNorm = false });

        ModelProto folded = Read("folded.onnx"), kept = Read("kept.onnx");
        folded.Graph.Node.Should().NotContain(n => n.OpType == "BatchNormalization");
        kept.Graph.Node.Should().Contain(n => n.OpType == "BatchNormalization");
        folded.Graph.Initializer.Concat(kept.Graph.Initializer).Should().NotContain(w => w.Name.StartsWith("auxiliary", StringComparison.Ordinal));
        folded.OpsetImport.Single().Version.Should().Be(17);
        folded.MetadataProps.ToDictionary(p => p.Key, p => p.Value).Should().Equal(new Dictionary<string, string> { ["genotype"] = PublishedCells.Find("DARTS_V2").Genotype.ToString(), ["image_size"] = "16", ["image_channels"] = "3" });
    }

    [Fact]
    public void A_model_that_computes_something_else_is_not_written()
    {
        using var network = RandomNetworks.Of(RandomNetworks.Genotype(1));
        string path = folder.Combine("a.onnx");

        FluentActions.Invoking(() => OnnxExporter.Export(network, path, new OnnxExportOptions { Tolerance = 1e-12 })).Should().Throw<OnnxExportException>().WithMessage("*computes something else*No file was written*");

        File.Exists(path).Should().BeFalse();
    }

    [Fact]
    public void A_weight_that_is_not_a_number_is_noticed()
    {
        using var network = RandomNetworks.Of(RandomNetworks.Genotype(1));
        RandomTensors.Assign(network.NamedTensors["classifier.bias"], tensor(Enumerable.Repeat(float.NaN, 10).ToArray()));

        FluentActions.Invoking(() => OnnxExporter.Export(network, folder.Combine("a.onnx"))).Should().Throw<OnnxExportException>();
    }

    [Fact]
    public void An_operation_of_the_callers_has_no_ONNX_form()
    {
        var own = new Operation("my_conv");
        var darts = SearchSpaceDefinition.Darts;
        var space = new SearchSpaceDefinition("mine", darts.CellKinds, darts.Topology, [.. darts.Operations, own]);
        var table = OperationTable.Darts.With(new OperationDefinition(own, static site => nn.Conv2d(site.Channels, site.Channels, 3, stride: site.Stride, padding: 1)));
        var genotype = Genotype.Parse(PublishedCells.Find("DARTS_V2").Genotype.ToString().Replace("dil_conv_3x3", "my_conv", StringComparison.Ordinal));
        using var network = new StandAloneNetwork(genotype, RandomNetworks.Small, options: new NetworkOptions { Space = space, Operations = table });

        FluentActions.Invoking(() => OnnxExporter.Export(network, folder.Combine("a.onnx"))).Should().Throw<ArgumentException>().WithMessage("Operation 'my_conv' has no ONNX form*");
    }

    [Fact]
    public void A_target_that_cannot_be_written_is_named()
    {
        using var network = RandomNetworks.Of(RandomNetworks.Genotype(1));

        FluentActions.Invoking(() => OnnxExporter.Export(network, folder.Combine("absent/a.onnx"))).Should().Throw<OnnxExportException>().WithMessage("*absent/a.onnx' cannot be written*");
    }

    [Fact]
    public void Options_out_of_range_are_named_at_once()
    {
        using var network = RandomNetworks.Of(RandomNetworks.Genotype(1));
        var options = new OnnxExportOptions { Tolerance = 0, Images = 0, Preprocessing = new Normalization([0.5], [0.5]) };

        FluentActions.Invoking(() => OnnxExporter.Export(network, folder.Combine("a.onnx"), options)).Should().Throw<OptionsException>().Which.Errors.Should().HaveCount(3);
    }

    public void Dispose() => folder.Dispose();

    private void ExportsAlike(Genotype genotype, NetworkSkeleton skeleton)
    {
        foreach (int classes in (int[])[10, 100])
        {
            using var network = RandomNetworks.Of(genotype, skeleton with { Classes = classes });
            foreach (bool fold in (bool[])[true, false])
                OnnxExporter.Export(network, folder.Combine("a.onnx"), new OnnxExportOptions { FoldBatchNorm = fold }).MaxDifference.Should().BeLessThanOrEqualTo(Bound, $"{classes} classes, folded: {fold}");
        }
    }

    private ModelProto Read(string name) => ModelProto.Parser.ParseFrom(File.ReadAllBytes(folder.Combine(name)));
}
