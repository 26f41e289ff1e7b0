using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.Supernet.Training;

/// <summary>How <see cref="CellTrainingData"/> prepares images. The defaults are the paper's for CIFAR-10.</summary>
public sealed class CellTrainingDataOptions
{
    /// <summary>
    /// What happens to training images at random. Default: crop after padding by 4, flip, and a cutout of 16 (8 on CIFAR-100;
    /// half of the side is the measure for other sizes).
    /// </summary>
    public AugmentationOptions Augmentation { get; set; } = new() { Cutout = 16 };

    /// <summary>Mean and standard deviation per channel; null (default) for those of the training images.</summary>
    public Normalization? Normalization { get; set; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(CellTrainingDataOptions));
        errors.Check(Augmentation is not null, "Augmentation is null.");
        errors.ThrowIfAny();
        Augmentation!.Validate();
    }
}
