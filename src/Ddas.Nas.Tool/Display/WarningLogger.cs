using Microsoft.Extensions.Logging;

namespace Ddas.Nas.Tool.Display;

/// <summary>Puts the library's warnings on the error stream, also when progress is quiet.</summary>
internal sealed class WarningLogger(ProgressLine line) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) line.Warn(formatter(state, exception));
    }
}
