namespace Ddas.Nas.Tool;

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
}
