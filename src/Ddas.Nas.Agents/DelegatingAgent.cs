using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents;

/// <summary>
/// A decorator's base: forwards everything to another agent, state, description and disposal too, but for what the derived
/// class overrides.
/// </summary>
public abstract class DelegatingAgent : ISearchAgent, IResumable, IDescribed, IDisposable
{
    /// <summary>Wraps an agent, which is disposed with this one.</summary>
    protected DelegatingAgent(ISearchAgent inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        Inner = inner;
    }

    /// <inheritdoc/>
    public virtual int? PlannedSteps => Inner.PlannedSteps;

    /// <inheritdoc/>
    public virtual AgentDiagnostics Diagnostics => Inner.Diagnostics;

    /// <inheritdoc/>
    public virtual bool CanResume => Inner is IResumable { CanResume: true };

    /// <summary>What is wrapped.</summary>
    protected ISearchAgent Inner { get; }

    /// <inheritdoc/>
    public virtual ArchitectureWeights Act(ArchitectureWeights state, int step) => Inner.Act(state, step);

    /// <inheritdoc/>
    public virtual void Observe(Transition transition) => Inner.Observe(transition);

    /// <inheritdoc/>
    public virtual void Capture(CheckpointState state) => (Inner as IResumable)?.Capture(state);

    /// <inheritdoc/>
    public virtual void Restore(CheckpointState state) => (Inner as IResumable)?.Restore(state);

    /// <inheritdoc/>
    /// <remarks>The derived class adds its own options with <c>into.Set</c> and calls this one.</remarks>
    public virtual void Describe(RunDescription into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Part("inner", Inner);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Disposes the inner agent; a derived class with resources of its own overrides it.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing) (Inner as IDisposable)?.Dispose();
    }
}
