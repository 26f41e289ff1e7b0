namespace Ddas.Nas.SearchSpace;

/// <summary>
/// Something whose state a checkpoint holds: an agent, an environment, a training. Both members are called between two
/// steps, on the thread that steps. What follows from options and seed alone is left out: randomness is derived from
/// (seed, purpose, step), so there is no generator to store.
/// </summary>
public interface IResumable
{
    /// <summary>Whether the state can be kept at all; false for what wraps something that is not resumable.</summary>
    bool CanResume => true;

    /// <summary>Puts the state, as copies, into <paramref name="state"/>; changes nothing.</summary>
    void Capture(CheckpointState state);

    /// <summary>
    /// Takes over what <see cref="Capture"/> gave, whatever came before: from here on the object behaves, bit for bit, like
    /// the one that was captured. It was made with the same options.
    /// </summary>
    /// <exception cref="CheckpointException">Something is missing, or is of another type, length or shape; the object is then unusable.</exception>
    void Restore(CheckpointState state);
}
