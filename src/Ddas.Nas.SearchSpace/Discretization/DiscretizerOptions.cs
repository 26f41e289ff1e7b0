namespace Ddas.Nas.SearchSpace.Discretization;

/// <summary>How <see cref="BestPairDiscretizer"/> chooses.</summary>
public sealed class DiscretizerOptions
{
    /// <summary>Whether <see cref="Operation.None"/> may be chosen. Default: allowed (Appendix A).</summary>
    public NonePolicy None { get; set; } = NonePolicy.Allow;

    /// <summary>Which of several equal entries is chosen. Default: the lowest edge, then the lowest operation.</summary>
    public TiePolicy Ties { get; set; } = TiePolicy.LowestIndex;

    /// <summary>Seed of random ties; unused otherwise. Default 0.</summary>
    public long Seed { get; set; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(DiscretizerOptions));
        errors.Defined(nameof(None), None);
        errors.Defined(nameof(Ties), Ties);
        errors.ThrowIfAny();
    }
}
