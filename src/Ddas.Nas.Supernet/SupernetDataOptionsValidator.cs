using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Supernet;

/// <summary>Ranges within <see cref="SupernetDataOptions.Split"/> and <see cref="SupernetDataOptions.Augmentation"/> are checked where those are used.</summary>
internal static class SupernetDataOptionsValidator
{
    public static void Validate(SupernetDataOptions options)
    {
        var errors = new OptionErrors(nameof(SupernetDataOptions));
        errors.Check(options.Split is not null, "Split is null.");
        errors.Check(options.Augmentation is not null, "Augmentation is null.");
        errors.ThrowIfAny();
    }
}
