using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Supernet.Data;

internal static class AugmentationOptionsValidator
{
    public static void Validate(AugmentationOptions options, int frame)
    {
        var errors = new OptionErrors(nameof(AugmentationOptions));
        errors.InRange(nameof(options.Padding), options.Padding, 0, frame);
        errors.AtLeast(nameof(options.Cutout), options.Cutout, 0);
        errors.ThrowIfAny();
    }
}
