using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents;

/// <summary>
/// Watches a search. Called on the search's thread after each step, before the next begins; an exception ends the search
/// and passes to its caller.
/// </summary>
public interface ISearchObserver
{
    /// <summary>Takes the record of a finished step.</summary>
    void OnStep(StepRecord record);

    /// <summary>Brings what was kept so far to the disk: a checkpoint that counts on it is about to be written. Nothing where not implemented.</summary>
    void Flush()
    {
    }
}
