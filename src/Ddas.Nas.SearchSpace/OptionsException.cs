namespace Ddas.Nas.SearchSpace;

/// <summary>An options object holds values out of range; the message names all of them.</summary>
public sealed class OptionsException : ArgumentException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="optionsName">The options class.</param>
    /// <param name="errors">One sentence for each error.</param>
    public OptionsException(string optionsName, IReadOnlyList<string> errors)
        : base($"{optionsName}: {string.Join(" ", errors)}") => Errors = errors;

    /// <summary>One sentence for each error.</summary>
    public IReadOnlyList<string> Errors { get; } = [];
}
