using BenchmarkDotNet.Attributes;
using Ddas.Nas.Supernet.Operations;
using static TorchSharp.torch;

namespace Ddas.Nas.Benchmarks.Pieces;

/// <summary>One operation of an edge, forward and forward with backward, at the three sizes of the search network.</summary>
public class BlockPieces
{
    private nn.Module<Tensor, Tensor> module = null!;
    private Tensor input = null!;

    /// <summary>Channels; the image's side is 512 / channels.</summary>
    [Params(16, 32, 64)]
    public int Channels { get; set; }

    /// <summary>The operation's name.</summary>
    [Params("sep_conv_3x3", "sep_conv_5x5", "dil_conv_3x3", "dil_conv_5x5", "max_pool_3x3")]
    public string Operation { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        module = OperationTable.Darts[new(Operation)].CreateModule(new OperationSite(Channels, 1, Affine: false));
        int side = 512 / Channels;
        input = linspace(-1, 1, 64L * Channels * side * side).view(64, side, side, Channels).permute(0, 3, 1, 2).requires_grad_();
    }

    [Benchmark]
    public void Forward()
    {
        using var grad = no_grad();
        module.call(input).Dispose();
    }

    [Benchmark]
    public void ForwardBackward()
    {
        using var scope = NewDisposeScope();
        using var sum = module.call(input).sum();
        sum.backward();
        input.grad = null;
        foreach (var parameter in module.parameters()) parameter.grad = null;
    }
}
