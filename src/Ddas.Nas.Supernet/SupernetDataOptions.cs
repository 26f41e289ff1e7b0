using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.Supernet;

/// <summary>How <see cref="SupernetData"/> prepares a training set.</summary>
public sealed class SupernetDataOptions
{
    /// <summary>The division into D_T and D_V. Default: first and last half (Section V-A).</summary>
    public DataSplitOptions Split { get; set; } = new();

    /// <summary>What happens to the images of D_T at random. Default: crop after padding by 4, and flip; no cutout.</summary>
    public AugmentationOptions Augmentation { get; set; } = new();

    /// <summary>Mean and standard deviation per channel; null (default) for those of D_T.</summary>
    public Normalization? Normalization { get; set; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(SupernetDataOptions));
        errors.Check(Split is not null, "Split is null.");
        errors.Check(Augmentation is not null, "Augmentation is null.");
        errors.ThrowIfAny();
        Split!.Validate();
        Augmentation!.Validate();
    }
}
