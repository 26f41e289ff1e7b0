namespace Ddas.Nas.SearchSpace.Discretization;

/// <summary>The limit of <see cref="BudgetDiscretizer"/>.</summary>
public sealed class BudgetDiscretizerOptions
{
    /// <summary>The most that an architecture may cost, in the cost's unit; above 0. No default.</summary>
    public double Limit { get; set; }

    /// <summary>Whether a pair may be replaced by <see cref="Operation.None"/>. Default: allowed (Appendix A); set it as in the discretizer within.</summary>
    public NonePolicy None { get; set; } = NonePolicy.Allow;

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(BudgetDiscretizerOptions));
        errors.Above(nameof(Limit), Limit, 0);
        errors.Defined(nameof(None), None);
        errors.ThrowIfAny();
    }
}
