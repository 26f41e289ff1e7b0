using System.ComponentModel;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records.Internal;

/// <summary>
/// What runs long in a folder, for <see cref="RunEngine"/>: a search, a warm-up, a training. Its state can be captured
/// between two calls of <see cref="Advance"/>.
/// </summary>
/// <typeparam name="TResult">What it ends with.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ILongRun<out TResult> : IResumable
{
    /// <summary>What messages call it, for example <c>search</c>.</summary>
    string Noun { get; }

    /// <summary>What it counts, in the plural, for example <c>steps</c>.</summary>
    string Unit { get; }

    /// <summary>Steps from one checkpoint to the next where the options name none.</summary>
    long CheckpointInterval { get; }

    /// <summary>What its results depend on.</summary>
    RunConditions Conditions { get; }

    /// <summary>Steps that are done.</summary>
    long Done { get; }

    /// <summary>Whether nothing is left to do.</summary>
    bool IsComplete { get; }

    /// <summary>Looks at what a folder holds; null where there is nothing of such a run but perhaps checkpoints.</summary>
    FoundRun? Find(string folder);

    /// <summary>Reads the result of a finished run.</summary>
    TResult Load(string folder);

    /// <summary>Begins; a null folder keeps nothing.</summary>
    void Begin(string? folder);

    /// <summary>Goes on, after the state was restored.</summary>
    void Resume(string folder, Checkpoint from);

    /// <summary>Does the next step.</summary>
    void Advance(CancellationToken cancel);

    /// <summary>Brings to the disk what a checkpoint is about to count on.</summary>
    void Flush();

    /// <summary>Writes the result and returns it.</summary>
    TResult Finish(string? folder);
}
