using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Supernet.Training;

/// <summary>Ranges within <see cref="CellTrainingDataOptions.Augmentation"/> are checked where it is used.</summary>
internal static class CellTrainingDataOptionsValidator
{
    public static void Validate(CellTrainingDataOptions options)
    {
        var errors = new OptionErrors(nameof(CellTrainingDataOptions));
        errors.Check(options.Augmentation is not null, "Augmentation is null.");
        errors.ThrowIfAny();
    }
}
