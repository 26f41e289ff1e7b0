namespace Ddas.Nas.SearchSpace.Costs;

internal static class NetworkSkeletonValidator
{
    public static void Validate(NetworkSkeleton skeleton)
    {
        var errors = new OptionErrors(nameof(NetworkSkeleton));
        errors.InRange(nameof(skeleton.Channels), skeleton.Channels, 1, 4096);
        errors.InRange(nameof(skeleton.Cells), skeleton.Cells, 1, 1000);
        errors.InRange(nameof(skeleton.Classes), skeleton.Classes, 1, 1_000_000);
        errors.InRange(nameof(skeleton.ImageSize), skeleton.ImageSize, 4, 1024);
        errors.Check(
            skeleton.ImageSize % 4 == 0,
            $"ImageSize is {skeleton.ImageSize}, but must be divisible by 4, since two reductions halve it; pad the images to {(skeleton.ImageSize / 4 * 4) + 4}.");
        errors.InRange(nameof(skeleton.ImageChannels), skeleton.ImageChannels, 1, 1024);
        errors.InRange(nameof(skeleton.StemMultiplier), skeleton.StemMultiplier, 1, 64);
        errors.ThrowIfAny();
    }
}
