using BenchmarkDotNet.Attributes;
using static TorchSharp.torch;

namespace Ddas.Nas.Benchmarks.Pieces;

/// <summary>The agent at the paper's size, one thread.</summary>
public class AgentPieces
{
    private readonly AgentBed bed = new();

    [GlobalSetup]
    public void Setup() => set_num_threads(1);

    [Benchmark]
    public void Update() => bed.Update();

    [Benchmark]
    public void Act() => bed.Act();
}
