using Ddas.Nas.Agents.Noise;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Testing;

/// <summary>Checks that noise keeps the contract of <see cref="INoiseProcess"/>; for the tests of whoever writes one.</summary>
public static class NoiseChecker
{
    /// <summary>Draws vectors and returns every breach of the contract, one sentence each; none when it is kept.</summary>
    /// <param name="noise">The noise; it is reset, and left as after another reset.</param>
    /// <param name="length">Numbers in a vector, at least 1. Default 224, a DARTS action.</param>
    /// <param name="steps">Vectors after each reset, at least 1. Default 5.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public static IReadOnlyList<string> Check(INoiseProcess noise, int length = 224, int steps = 5)
    {
        ArgumentNullException.ThrowIfNull(noise);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var breaches = new List<string>();
        float[][] first = Draw(noise, length, steps, before: float.NaN), second = Draw(noise, length, steps, before: 1);
        for (int step = 0; step < steps; step++)
        {
            if (Array.Find(first[step], static x => !float.IsFinite(x)) is var odd && !float.IsFinite(odd))
                breaches.Add($"Vector {step} after a reset holds {odd}, but every number must be finite and written (the vector comes filled with NaN).");
            else if (!first[step].AsSpan().SequenceEqual(second[step]))
                breaches.Add($"Vector {step} after a reset differs from the same one after another reset, with the same streams; all randomness must come from the stream, and {nameof(INoiseProcess.Reset)} must forget.");
        }

        CheckLengthAfterReset(noise, length, breaches);
        noise.Reset();
        return breaches;
    }

    private static float[][] Draw(INoiseProcess noise, int length, int steps, float before)
    {
        noise.Reset();
        return [.. Enumerable.Range(0, steps).Select(step =>
        {
            var vector = new float[length];
            Array.Fill(vector, before);
            var random = new RandomStream(0, RandomPurpose.Noise, step);
            noise.Fill(vector, ref random);
            return vector;
        })];
    }

    private static void CheckLengthAfterReset(INoiseProcess noise, int length, List<string> breaches)
    {
        noise.Reset();
        var random = new RandomStream(0, RandomPurpose.Noise, 0);
        try
        {
            noise.Fill(new float[length + 1], ref random);
        }
        catch (ArgumentException e)
        {
            breaches.Add($"After a reset another length must be taken, but {e.GetType().Name} was thrown: {e.Message}");
        }
    }
}
