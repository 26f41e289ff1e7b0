namespace Ddas.Nas.SearchSpace.Records;

internal static class CheckpointOptionsValidator
{
    public static void Validate(CheckpointOptions options)
    {
        var errors = new OptionErrors(nameof(CheckpointOptions));
        if (options.Steps is { } steps) errors.AtLeast(nameof(options.Steps), steps, 1);
        if (options.Minutes is { } minutes) errors.Above(nameof(options.Minutes), minutes, 0);
        errors.ThrowIfAny();
    }
}
