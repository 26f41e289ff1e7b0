using Ddas.Nas.SearchSpace.Costs;

namespace Ddas.Nas.SearchSpace.Environments;

/// <summary>
/// A decorator's base: forwards everything to another evaluator, state, description and disposal too, but for what the
/// derived class overrides.
/// </summary>
public abstract class DelegatingEvaluator : IArchitectureEvaluator, IResumable, IDescribed, IDisposable
{
    /// <summary>Wraps an evaluator, which is disposed with this one.</summary>
    protected DelegatingEvaluator(IArchitectureEvaluator inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        Inner = inner;
    }

    /// <inheritdoc/>
    public virtual SearchSpaceDefinition Space => Inner.Space;

    /// <inheritdoc/>
    public virtual ArchitectureScore Reference => Inner.Reference;

    /// <inheritdoc/>
    public virtual IReadOnlyList<IArchitectureCost> Costs => Inner.Costs;

    /// <inheritdoc/>
    public virtual bool CanResume => Inner is IResumable { CanResume: true };

    /// <summary>What is wrapped.</summary>
    protected IArchitectureEvaluator Inner { get; }

    /// <inheritdoc/>
    public virtual ArchitectureScore Evaluate(Architecture architecture, int step, CancellationToken abort) => Inner.Evaluate(architecture, step, abort);

    /// <inheritdoc/>
    public virtual void Reset() => Inner.Reset();

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

    /// <summary>Disposes the inner evaluator; a derived class with resources of its own overrides it.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing) (Inner as IDisposable)?.Dispose();
    }
}
