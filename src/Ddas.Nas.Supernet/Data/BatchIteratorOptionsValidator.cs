using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Supernet.Data;

internal static class BatchIteratorOptionsValidator
{
    public static void Validate(BatchIteratorOptions options, int images)
    {
        var errors = new OptionErrors(nameof(BatchIteratorOptions));
        errors.AtLeast(nameof(options.BatchSize), options.BatchSize, 1);
        errors.Check(!options.DropLast || options.BatchSize <= images, $"BatchSize is {options.BatchSize} and DropLast is set, but there are only {images} images.");
        errors.ThrowIfAny();
    }
}
