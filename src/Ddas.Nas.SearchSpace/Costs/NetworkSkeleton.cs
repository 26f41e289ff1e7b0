namespace Ddas.Nas.SearchSpace.Costs;

/// <summary>
/// All of a DARTS network but its cells: a stem, a stack of cells in which the ones at a third and two thirds are
/// reductions that halve the image and double the channels, a global average pool and a classifier. The defaults are
/// DARTS' evaluation network for CIFAR-10, which the DDAS paper's Table 1 uses; its search network (Section IV) has 16
/// channels and 6 cells.
/// </summary>
public sealed record NetworkSkeleton
{
    /// <summary>Channels of the first cells, 1 to 4,096. Default 36.</summary>
    public int Channels { get; init; } = 36;

    /// <summary>Number of cells, 1 to 1,000. Default 20.</summary>
    public int Cells { get; init; } = 20;

    /// <summary>Number of classes, 1 to 1,000,000. Default 10.</summary>
    public int Classes { get; init; } = 10;

    /// <summary>Height and width of an image in pixels, 4 to 1,024 and divisible by 4. Default 32.</summary>
    public int ImageSize { get; init; } = 32;

    /// <summary>Channels of an image, 1 to 1,024. Default 3.</summary>
    public int ImageChannels { get; init; } = 3;

    /// <summary>The stem has this many times <see cref="Channels"/>, 1 to 64. Default 3.</summary>
    public int StemMultiplier { get; init; } = 3;

    /// <summary>
    /// Whether the BatchNorms inside the cells' operations have a scale and a shift. Default true (evaluation); false in a
    /// supernet. Those of the stem and of the cells' inputs always have them.
    /// </summary>
    public bool AffineOperations { get; init; } = true;

    /// <summary>The channels of the stem.</summary>
    public int StemChannels => StemMultiplier * Channels;

    /// <summary>The index of the cell after which the auxiliary head stands, 2/3 of <see cref="Cells"/>.</summary>
    public int AuxiliaryCell => 2 * Cells / 3;

    /// <summary>Whether the cell of an index, from 0, is a reduction.</summary>
    public bool IsReduction(int cell) => cell == Cells / 3 || cell == 2 * Cells / 3;

    /// <summary>Checks every number.</summary>
    /// <exception cref="OptionsException">Numbers are out of range; the message says all of them.</exception>
    public void Validate()
    {
        var errors = new OptionErrors(nameof(NetworkSkeleton));
        errors.InRange(nameof(Channels), Channels, 1, 4096);
        errors.InRange(nameof(Cells), Cells, 1, 1000);
        errors.InRange(nameof(Classes), Classes, 1, 1_000_000);
        errors.InRange(nameof(ImageSize), ImageSize, 4, 1024);
        errors.Check(
            ImageSize % 4 == 0 || ImageSize is < 4 or > 1024,
            $"ImageSize is {ImageSize}, but must be divisible by 4, since two reductions halve it; pad the images to {(ImageSize / 4 * 4) + 4}.");
        errors.InRange(nameof(ImageChannels), ImageChannels, 1, 1024);
        errors.InRange(nameof(StemMultiplier), StemMultiplier, 1, 64);
        errors.ThrowIfAny();
    }
}
