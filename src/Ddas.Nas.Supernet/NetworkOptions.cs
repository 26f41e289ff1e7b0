using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Kernels;
using Ddas.Nas.Supernet.Operations;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet;

/// <summary>What <see cref="SupernetNetwork"/> and <see cref="StandAloneNetwork"/> are made of, beside their size.</summary>
public sealed class NetworkOptions
{
    /// <summary>The space. Default: that of DARTS.</summary>
    public SearchSpaceDefinition Space { get; set; } = SearchSpaceDefinition.Darts;

    /// <summary>What the operations compute. Default: those of DARTS.</summary>
    public OperationTable Operations { get; set; } = OperationTable.Darts;

    /// <summary>Where the weights are. Default: the CPU.</summary>
    public Device Device { get; set; } = CPU;

    /// <summary>What the network computes with. Default: this library's kernels where they fit.</summary>
    public KernelChoice Kernels { get; set; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(NetworkOptions));
        errors.Check(Space is not null && Operations is not null && Device is not null, "Space, Operations or Device is null.");
        errors.Defined(nameof(Kernels), Kernels);
        errors.ThrowIfAny();
    }

    /// <summary>The numbers that weights are.</summary>
    internal ScalarType Type { get; set; } = float32;

    /// <summary>Most floats in a register of this library's kernels, for tests; null for the processor's.</summary>
    internal int? Lanes { get; set; }

    internal BlockKernels Blocks => Lanes is { } lanes ? BlockKernels.NoWiderThan(lanes) : BlockKernels.Of(Kernels);
}
