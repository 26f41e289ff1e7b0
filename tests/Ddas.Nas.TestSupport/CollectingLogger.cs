using Microsoft.Extensions.Logging;

namespace Ddas.Nas.TestSupport;

/// <summary>Keeps what is logged at any level.</summary>
public sealed class CollectingLogger : ILogger
{
    /// <summary>The entries, in the order they came.</summary>
    public List<(EventId Id, LogLevel Level, string Text)> Entries { get; } = [];

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => true;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        Entries.Add((eventId, logLevel, formatter(state, exception)));
    }
}
