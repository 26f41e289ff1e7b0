using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records.Tests;

public sealed class CheckpointFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly CheckpointState state = new();

    public CheckpointFilesTests()
    {
        state.Section("agent").Add<float>("weights", [1, 2, 3, 4, 5, 6], 2, 3);
        state.Section("agent").Add<long>("step", [7], 1);
        state.Section("loop").Set("text", "a \"text\" of some length", Texts.Default.String);
        var header = new CheckpointHeader
        {
            SchemaVersion = CheckpointHeader.CurrentSchemaVersion, Step = 50, Conditions = new() { ["threads"] = "1", ["seed"] = "2" }, Values = state.Values.ToDictionary(),
        };
        CheckpointFiles.Write(folder.Path, header, state.Tensors);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_files_are_public_formats()
    {
        SafetensorsFile.Read(folder.Combine("tensors.safetensors")).Tensors.Select(t => t.ToString()).Should().Equal("agent.step: I64[1]", "agent.weights: F32[2,3]");
        File.ReadAllLines(folder.Combine("SHA256SUMS")).Should().HaveCount(2).And.AllSatisfy(line => line.Should().MatchRegex("^[0-9a-f]{64}  (tensors\\.safetensors|state\\.json)$"));
    }

    [Theory]
    [InlineData("tensors.safetensors")]
    [InlineData("state.json")]
    public void Ten_thousand_damaged_contents_that_pass_the_checksum_are_read_or_refused(string name)
    {
        byte[] tensors = File.ReadAllBytes(folder.Combine("tensors.safetensors")), json = File.ReadAllBytes(folder.Combine("state.json"));
        bool damageJson = name == "state.json";

        int refused = Mutations.Feed(damageJson ? json : tensors, bytes =>
        {
            var (_, read) = CheckpointFiles.Parse(damageJson ? bytes : json, damageJson ? tensors : bytes);
            var agent = read.Section("agent");
            _ = agent.Get<float>("weights", 2, 3).Length + agent.Get<long>("step", 1).Length + read.Section("loop").Get("text", Texts.Default.String).Length;
        }, "", refusals: [typeof(CheckpointException), typeof(SafetensorsException)]);

        refused.Should().BeGreaterThan(Mutations.Count / 4);
    }

    [Theory]
    [InlineData("tensors.safetensors")]
    [InlineData("state.json")]
    [InlineData("SHA256SUMS")]
    public void Ten_thousand_damaged_files_are_refused(string name)
    {
        byte[] sound = File.ReadAllBytes(folder.Combine(name));
        int same = 0;

        int refused = Mutations.Feed(sound, bytes =>
        {
            if (bytes.AsSpan().SequenceEqual(sound)) same++;
            File.WriteAllBytes(folder.Combine(name), bytes);
            CheckpointFiles.Read(folder.Path);
        }, "", refusals: typeof(CheckpointException));

        (refused + same).Should().Be(Mutations.Count);
    }
}
