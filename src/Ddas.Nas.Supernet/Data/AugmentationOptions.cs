using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Supernet.Data;

/// <summary>What happens to training images at random. The defaults are the supernet's (DARTS, CIFAR): crop and flip.</summary>
public sealed class AugmentationOptions
{
    /// <summary>Black pixels added on each side before a crop of the original size, 0 (no crop) to the images' frame. Default 4.</summary>
    public int Padding { get; set; } = 4;

    /// <summary>Whether half of the images are mirrored left to right. Default true.</summary>
    public bool Flip { get; set; } = true;

    /// <summary>
    /// Side L of a square set to the mean colour (0 after normalization), at a centre uniform over the image and cut off at
    /// its borders: rows and columns c - L/2 to c + L/2 - 1, L/2 rounded down. 0 (default, none) to the images' smaller side; 16 for
    /// training a found cell on CIFAR-10, 8 on CIFAR-100.
    /// </summary>
    public int Cutout { get; set; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate() => Validate(int.MaxValue, int.MaxValue);

    internal void Validate(int frame, int side)
    {
        var errors = new OptionErrors(nameof(AugmentationOptions));
        errors.InRange(nameof(Padding), Padding, 0, frame);
        errors.InRange(nameof(Cutout), Cutout, 0, side);
        errors.ThrowIfAny();
    }
}
