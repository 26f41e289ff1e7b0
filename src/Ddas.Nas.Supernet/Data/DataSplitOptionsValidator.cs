using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Supernet.Data;

internal static class DataSplitOptionsValidator
{
    public static void Validate(DataSplitOptions options, int images)
    {
        var errors = new OptionErrors(nameof(DataSplitOptions));
        if (options.Train is { } train) errors.InRange(nameof(options.Train), train, 1, images - 1);
        if (options.Valid is { } valid) errors.InRange(nameof(options.Valid), valid, 1, images - 1);
        if (errors.Errors.Count == 0 && options is { Train: { } t, Valid: { } v })
            errors.Check((long)t + v <= images, $"Train {t} and Valid {v} are {(long)t + v} images together, but the training set has {images}.");
        errors.ThrowIfAny();
    }
}
