using System.Security.Cryptography;
using System.Text.Json;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records.Tests;

/// <summary>A thousand damaged copies for each reader of records; tests/mutations.sh starts them.</summary>
[Trait("Category", "mutations")]
public sealed class MutationRuns : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact(Explicit = true)]
    public void Step_log()
    {
        string path = folder.Combine("steps.jsonl");
        using (var log = StepLogWriter.Create(path))
            for (int step = 0; step < 8; step++) log.Write(StepRecords.Full(step));

        new MutationRun("step log", path, typeof(RecordFormatException)).Feed(File.ReadAllBytes(path), bytes =>
        {
            File.WriteAllBytes(path, bytes);
            return string.Join('\n', StepLogReader.Read(path));
        });
    }

    [Fact(Explicit = true)]
    public void Manifest_of_a_run()
    {
        string path = folder.Combine("manifest.json");
        new RunManifest
        {
            Space = "darts", Options = new Dictionary<string, string> { ["steps"] = "60" }, Seed = 2, LibraryVersion = "1.0", LibtorchVersion = "2.10", Threads = 1,
            ProcessorFeatures = "AVX2", Device = "cpu", Dataset = new RunDataset("mini", "00ff"), Start = DateTimeOffset.UnixEpoch,
        }.Save(path);

        new MutationRun("manifest", path, typeof(RecordFormatException)).Feed(File.ReadAllBytes(path), bytes =>
        {
            File.WriteAllBytes(path, bytes);
            return JsonSerializer.Serialize(RunManifest.Load(path));
        });
    }

    [Theory(Explicit = true)]
    [InlineData("tensors.safetensors")]
    [InlineData("state.json")]
    [InlineData("SHA256SUMS")]
    public void Checkpoint(string file)
    {
        string path = folder.Combine("checkpoints");
        var checkpoints = new CheckpointFolder(path, new RunConditions(new Dictionary<string, string> { ["agent"] = "rs" }));
        checkpoints.Write(7, static state => state.Add<float>("weights", [1, 2, 3, 4], 2, 2));
        string damaged = Path.Combine(path, "7", file);

        new MutationRun($"checkpoint, {file}", path, typeof(CheckpointException)) { HasChecksum = true }.Feed(File.ReadAllBytes(damaged), bytes =>
        {
            File.WriteAllBytes(damaged, bytes);
            var read = checkpoints.Read()!;
            return $"{read.Step} {string.Join(',', read.State.Tensors.Select(Describe))}";
        });
    }

    [Fact(Explicit = true)]
    public void Safetensors()
    {
        string path = folder.Combine("weights.safetensors");
        SafetensorsFile.Write(path, [NamedArray.Of<float>("a", [1, 2, 3], 3), NamedArray.Of<long>("b", [4], 1)], new Dictionary<string, string> { ["genotype"] = "g" });

        new MutationRun("safetensors", path, typeof(SafetensorsException)).Feed(File.ReadAllBytes(path), bytes =>
        {
            File.WriteAllBytes(path, bytes);
            var read = SafetensorsFile.Read(path);
            return $"{string.Join(',', read.Tensors.Select(Describe))} {string.Join(',', read.Metadata)}";
        });
    }

    private static string Describe(NamedArray array) => $"{array} {Convert.ToHexString(SHA256.HashData(array.Bytes.Span))}";
}
