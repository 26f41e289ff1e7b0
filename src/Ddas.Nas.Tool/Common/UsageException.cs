namespace Ddas.Nas.Tool.Common;

/// <summary>Arguments or input that cannot be used: one sentence that says what is wrong, where, and what to do.</summary>
internal sealed class UsageException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Calls into the library with what the user gave.</summary>
internal static class Input
{
    /// <summary>Runs a call whose arguments are the user's, so that a refused one is the user's error.</summary>
    /// <exception cref="UsageException">The library refused an argument.</exception>
    public static T Use<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (ArgumentException e)
        {
            int suffix = e.Message.LastIndexOf(" (Parameter '", StringComparison.Ordinal);
            throw new UsageException(suffix < 0 ? e.Message : e.Message[..suffix], e);
        }
    }
}

/// <summary>The parser's messages in words of the user: it names types as .NET does.</summary>
internal static class ParseMessage
{
    private static readonly (Type Type, string Words)[] Types =
    [
        (typeof(int), "a whole number"), (typeof(long), "a whole number"), (typeof(double), "a number"), (typeof(bool), "true or false"), (typeof(TimeSpan), "a time such as 02:30:00"),
    ];

    /// <summary>The message without names of types.</summary>
    public static string Of(string message)
    {
        foreach (var (type, words) in Types)
        {
            Type optional = typeof(Nullable<>).MakeGenericType(type);
            foreach (string name in (string[])[$"{optional}", optional.FullName!, type.FullName!]) message = message.Replace($"expected type '{name}'", words, StringComparison.Ordinal);
        }

        return message;
    }

    /// <summary>A message without its line breaks.</summary>
    public static string OneLine(string message) => string.Join(' ', message.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
