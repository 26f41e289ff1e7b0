using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents;

/// <summary>Writes each step's record to a log before the next step begins. It does not own the log.</summary>
public sealed class StepLogObserver : ISearchObserver
{
    private readonly StepLogWriter log;

    /// <summary>Creates the observer.</summary>
    /// <param name="log">The log, whose owner disposes it after the search.</param>
    public StepLogObserver(StepLogWriter log)
    {
        ArgumentNullException.ThrowIfNull(log);
        this.log = log;
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The line cannot be written.</exception>
    public void OnStep(StepRecord record) => log.Write(record);

    /// <inheritdoc/>
    /// <exception cref="IOException">The log cannot be written.</exception>
    public void Flush() => log.Flush();
}
