using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Exploration;

/// <summary>
/// Notices when a search keeps returning to similar architectures, and then calls for a burst of noise of a fixed number
/// of steps (DDAS-4S). Each architecture is compared with the one before; nothing is counted during a burst, and the
/// count begins at zero after it. Not thread-safe.
/// </summary>
public sealed class StagnationDetector
{
    private readonly StagnationOptions options;
    private Architecture? previous;
    private int similar;
    private int burstLeft;

    /// <summary>Creates a detector that has seen nothing.</summary>
    /// <param name="options">What is similar and how long things take; null for the paper's numbers.</param>
    /// <exception cref="OptionsException">An option is out of range.</exception>
    public StagnationDetector(StagnationOptions? options = null)
    {
        options ??= new StagnationOptions();
        options.Validate();
        this.options = options;
    }

    /// <summary>Whether the next step belongs to a burst.</summary>
    public bool InBurst => burstLeft > 0;

    /// <summary>Takes the architecture of a finished step.</summary>
    /// <returns>Whether a burst begins with the next step; noise with memory is reset then.</returns>
    /// <exception cref="ArgumentException">The architecture belongs to another space than the one before.</exception>
    public bool Observe(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        bool wasInBurst = InBurst;
        bool isSimilar = previous is not null
            && architecture.DifferingPairs(previous) < options.DifferingFraction * architecture.Space.ChosenPairs;
        previous = architecture;
        if (wasInBurst)
        {
            burstLeft--;
            return false;
        }

        similar = isSimilar ? similar + 1 : 0;
        if (similar < options.SimilarSteps) return false;
        (similar, burstLeft) = (0, options.BurstSteps);
        return true;
    }

    /// <summary>Puts what it remembers into a checkpoint.</summary>
    public void Capture(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Add<int>("stagnation", [similar, burstLeft], 2);
        if (previous is not null) ArchitectureArrays.Add(state, "previous", previous.Space, [previous]);
    }

    /// <summary>Takes over what <see cref="Capture"/> gave.</summary>
    /// <param name="state">The checkpoint.</param>
    /// <param name="space">The space of the architectures.</param>
    /// <exception cref="CheckpointException">Something is missing or cannot be used.</exception>
    public void Restore(CheckpointState state, SearchSpaceDefinition space)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(space);
        var counts = state.Get<int>("stagnation", 2);
        (similar, burstLeft) = (counts[0], counts[1]);
        previous = state.Has("previous") ? ArchitectureArrays.Get(state, "previous", space).FirstOrDefault() : null;
    }

    /// <summary>Forgets what came before.</summary>
    public void Reset() => (previous, similar, burstLeft) = (null, 0, 0);
}
