using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Supernet.Data;

/// <summary>How <see cref="SupernetData"/> divides a training set into D_T and D_V.</summary>
public sealed class DataSplitOptions
{
    /// <summary>
    /// Images in D_T, at least 1; null (default) for one half, the larger where the number is odd, or what <see cref="Valid"/>
    /// leaves where that is less.
    /// </summary>
    public int? Train { get; set; }

    /// <summary>Images in D_V, at least 1; null (default) for the other half, or what <see cref="Train"/> leaves where that is less.</summary>
    public int? Valid { get; set; }

    /// <summary>
    /// False (default, as the paper): D_T is the first and D_V the last part. True: images are drawn at random so that both
    /// hold the classes in the proportions of the training set.
    /// </summary>
    public bool Stratified { get; set; }

    /// <summary>Seed of the stratified draw; unused otherwise. Default 0.</summary>
    public long Seed { get; set; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public void Validate() => Validate(int.MaxValue);

    internal void Validate(int images)
    {
        var errors = new OptionErrors(nameof(DataSplitOptions));
        if (Train is { } train) errors.InRange(nameof(Train), train, 1, images - 1);
        if (Valid is { } valid) errors.InRange(nameof(Valid), valid, 1, images - 1);
        if (errors.Errors.Count == 0 && this is { Train: { } t, Valid: { } v })
            errors.Check((long)t + v <= images, $"Train {t} and Valid {v} are {(long)t + v} images together, but the training set has {images}.");
        errors.ThrowIfAny();
    }
}
