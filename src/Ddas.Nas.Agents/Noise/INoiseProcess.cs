using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Noise;

/// <summary>
/// A source of noise that is added to an actor's action. It neither clips nor knows the action. A process with memory
/// (Ornstein-Uhlenbeck) keeps it between calls, and also implements <see cref="Ddas.Nas.SearchSpace.IResumable"/>,
/// so that a search that was cut off goes on as it would have. Not thread-safe.
/// </summary>
public interface INoiseProcess
{
    /// <summary>Forgets what came before.</summary>
    void Reset();

    /// <summary>Writes the next noise vector.</summary>
    /// <param name="noise">Receives one number per action entry; its length must not change between resets.</param>
    /// <param name="random">The step's stream, which the caller owns; all randomness comes from it.</param>
    void Fill(Span<float> noise, ref RandomStream random);
}
