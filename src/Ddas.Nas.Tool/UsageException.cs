namespace Ddas.Nas.Tool;

/// <summary>Arguments or input that cannot be used: one sentence that says what is wrong, where, and what to do.</summary>
internal sealed class UsageException(string message, Exception? inner = null) : Exception(message, inner);
