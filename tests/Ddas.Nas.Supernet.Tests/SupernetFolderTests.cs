using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Supernet.Tests;

public sealed class SupernetFolderTests(ToySupernet toy) : IClassFixture<ToySupernet>, IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_supernet_comes_back_bit_for_bit()
    {
        toy.Supernet.Save(folder.Path);
        using var loaded = WarmSupernet.Load(folder.Path);

        loaded.Space.Should().Be(SearchSpaceDefinition.Darts);
        loaded.Skeleton.Should().Be(toy.Supernet.Skeleton);
        loaded.OneShot.Should().Be(toy.Supernet.OneShot);
        loaded.History.Should().Equal(toy.Supernet.History);
        loaded.Data.Should().Be(toy.Supernet.Data);
        loaded.Weights.Keys.Should().Equal(toy.Supernet.Weights.Keys);
        foreach (var (name, tensor) in toy.Supernet.Weights) loaded.Weights[name].bytes.SequenceEqual(tensor.bytes).Should().BeTrue(name);
        Directory.GetFiles(folder.Path).Select(Path.GetFileName).Should().BeEquivalentTo("manifest.json", "supernet.safetensors");
    }

    [Fact]
    public void A_search_from_the_file_is_the_search_from_memory()
    {
        toy.Supernet.Save(folder.Path);
        using var loaded = WarmSupernet.Load(folder.Path);
        using var fromFile = new SupernetEvaluator(loaded, toy.Data, Toy.Evaluator);
        using var fromMemory = new SupernetEvaluator(toy.Supernet, toy.Data, Toy.Evaluator);

        fromFile.Evaluate(Toy.Architecture(0), 0, default).Should().Be(fromMemory.Evaluate(Toy.Architecture(0), 0, default));
        loaded.Checksum.Should().Be(toy.Supernet.Checksum);
    }

    [Fact]
    public void The_manifest_says_what_a_search_needs_to_know()
    {
        toy.Supernet.Save(folder.Path);
        using var manifest = System.Text.Json.JsonDocument.Parse(File.ReadAllText(folder.Combine("manifest.json")));
        var root = manifest.RootElement;

        root.GetProperty("space").GetString().Should().Be("darts");
        root.GetProperty("cells").GetInt32().Should().Be(3);
        root.GetProperty("channels").GetInt32().Should().Be(4);
        root.GetProperty("image").GetInt32().Should().Be(8);
        root.GetProperty("classes").GetInt32().Should().Be(4);
        root.GetProperty("split").GetProperty("train").GetInt32().Should().Be(48);
        root.GetProperty("oneShot").GetProperty("accuracy").GetDouble().Should().Be(toy.Supernet.OneShot.Accuracy);
        root.GetProperty("history").GetArrayLength().Should().Be(2);
    }

    [Fact]
    public void A_folder_without_a_supernet_is_refused() =>
        Load(folder.Path).Should().Throw<SupernetFolderException>().WithMessage("*holds no supernet: there is no manifest.json*");

    [Fact]
    public void A_folder_that_holds_a_supernet_is_not_overwritten()
    {
        toy.Supernet.Save(folder.Path);

        FluentActions.Invoking(() => toy.Supernet.Save(folder.Path)).Should().Throw<SupernetFolderException>()
            .Which.Message.Should().Be($"'{folder.Path}' already holds a manifest.json. Choose another folder, or remove this one.");
    }

    [Fact]
    public void A_path_that_is_a_file_is_refused()
    {
        File.WriteAllText(folder.Combine("file"), "");

        FluentActions.Invoking(() => toy.Supernet.Save(folder.Combine("file"))).Should().Throw<SupernetFolderException>().WithMessage("*cannot be written*Choose another folder*");
    }

    [Fact]
    public void A_supernet_of_another_space_is_refused_with_what_was_expected_and_found()
    {
        toy.Supernet.Save(folder.Path);
        var other = new SearchSpaceDefinition("small", ["normal", "reduce"], SearchSpaceDefinition.Darts.Topology, [Operation.None, DartsOperations.SkipConnect]);

        FluentActions.Invoking(() => WarmSupernet.Load(folder.Path, other)).Should().Throw<SupernetFolderException>()
            .WithMessage("*another space: expected 'small' with cells normal, reduce and operations none, skip_connect; found 'darts' with cells normal, reduce and operations none, max_pool_3x3*");
    }

    [Fact]
    public void Weights_of_another_shape_than_the_manifest_says_are_refused()
    {
        toy.Supernet.Save(folder.Path);
        Edit("\"channels\": 4", "\"channels\": 6");

        Load(folder.Path).Should().Throw<SupernetFolderException>().WithMessage("*different: cells.0._ops.0._ops.1.1.running_mean is Float32*4* instead of Float32*6*more*");
    }

    [Theory]
    [InlineData("\"schemaVersion\": 1", "\"schemaVersion\": 9", "*schema version 9*")]
    [InlineData("\"oneShot\": {", "\"oneShots\": {", "*no supernet's manifest*oneShot*")]
    [InlineData("\"cells\": 3", "\"cells\": \"three\"", "*no supernet's manifest*cells*")]
    [InlineData("\"cells\": 3", "\"cells\": 0", "*Cells is 0*")]
    [InlineData("\"space\": \"darts\"", "\"space\": null", "*no supernet's manifest*space*")]
    public void A_damaged_manifest_is_refused(string text, string replacement, string message)
    {
        toy.Supernet.Save(folder.Path);
        Edit(text, replacement);

        Load(folder.Path).Should().Throw<SupernetFolderException>().WithMessage(message);
    }

    [Theory]
    [InlineData("manifest.json", "'{0}' cannot be read: {0} is a pipe, but only regular files are read*")]
    [InlineData("supernet.safetensors", "*holds no usable supernet: '{0}' cannot be read: {0} is a pipe, but only regular files are read*")]
    public void A_pipe_in_place_of_a_file_is_refused(string name, string message)
    {
        toy.Supernet.Save(folder.Path);
        string path = folder.Combine(name);
        File.Delete(path);
        Pipes.Make(path);

        Pipes.Read(() => WarmSupernet.Load(folder.Path)).Should().BeOfType<SupernetFolderException>().Which.Message.Should().Match(string.Format(null, message, path));
    }

    [Fact]
    public void Truncated_weights_are_refused()
    {
        toy.Supernet.Save(folder.Path);
        string path = folder.Combine("supernet.safetensors");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..5000]);

        Load(folder.Path).Should().Throw<SupernetFolderException>().WithMessage("*holds no usable supernet*supernet.safetensors*");
    }

    [Fact]
    public void A_flipped_bit_in_the_weights_is_refused_by_its_checksum()
    {
        toy.Supernet.Save(folder.Path);
        string path = folder.Combine("supernet.safetensors");
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^100] ^= 1;
        File.WriteAllBytes(path, bytes);

        Load(folder.Path).Should().Throw<SupernetFolderException>().WithMessage("*holds no usable supernet*supernet.safetensors' is not the file that was written: its SHA-256 is *, but the manifest says *");
    }

    [Fact]
    public void A_folder_of_version_0_1_without_checksum_and_conditions_is_read()
    {
        toy.Supernet.Save(folder.Path);
        var manifest = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(folder.Combine("manifest.json")))!.AsObject();
        manifest.Remove("sha256").Should().BeTrue();
        manifest.Remove("conditions");
        File.WriteAllText(folder.Combine("manifest.json"), manifest.ToJsonString());

        using var loaded = WarmSupernet.Load(folder.Path);

        loaded.Checksum.Should().Be(toy.Supernet.Checksum);
    }

    [Fact]
    public void Weights_that_are_not_finite_are_refused_with_the_tensors_name()
    {
        using var supernet = new SupernetWarmup(null, toy.Data, new() { Channels = 2, Cells = 1, Epochs = 1, BatchSize = 48 }).Run();
        var values = supernet.Weights["stem.0.weight"].data<float>();
        values[3, 0, 0, 0] = float.NaN;
        supernet.Save(folder.Path);

        Load(folder.Path).Should().Throw<SupernetFolderException>().WithMessage("*tensor 'stem.0.weight' holds numbers that are not finite*");
    }

    public void Dispose() => folder.Dispose();

    private static Action Load(string path) => () => WarmSupernet.Load(path).Dispose();

    private void Edit(string text, string replacement)
    {
        string manifest = File.ReadAllText(folder.Combine("manifest.json"));
        manifest.Should().Contain(text);
        File.WriteAllText(folder.Combine("manifest.json"), manifest.Replace(text, replacement));
    }
}
