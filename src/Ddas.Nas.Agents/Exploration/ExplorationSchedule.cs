using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Exploration;

/// <summary>How many steps each phase of a search takes. Immutable, equal by value.</summary>
public sealed record ExplorationSchedule
{
    /// <summary>Random search: 1,500 explore steps.</summary>
    public static ExplorationSchedule RandomSearch { get; } = new(1500, 0, 0);

    /// <summary>DDAS-NL and DDAS-G: 500 explore and 1,000 exploit steps.</summary>
    public static ExplorationSchedule TwoStage { get; } = new(500, 1000, 0);

    /// <summary>DDAS-4S: 500 steps each of explore, exploit and final.</summary>
    public static ExplorationSchedule FourStage { get; } = new(500, 500, 500);

    /// <summary>Creates a schedule.</summary>
    /// <param name="explore">Steps of the explore phase, at least 0.</param>
    /// <param name="exploit">Steps of the exploit phase, at least 0.</param>
    /// <param name="final">Steps of the final phase, at least 0.</param>
    /// <exception cref="OptionsException">A number is negative, or all are 0, or the sum exceeds an int.</exception>
    public ExplorationSchedule(int explore, int exploit, int final = 0)
    {
        var errors = new OptionErrors(nameof(ExplorationSchedule));
        errors.AtLeast(nameof(Explore), explore, 0);
        errors.AtLeast(nameof(Exploit), exploit, 0);
        errors.AtLeast(nameof(Final), final, 0);
        long steps = (long)explore + exploit + final;
        if (errors.Errors.Count == 0) errors.InRange(nameof(Steps), steps, 1, int.MaxValue);
        errors.ThrowIfAny();
        (Explore, Exploit, Final) = (explore, exploit, final);
    }

    /// <summary>Steps of the explore phase.</summary>
    public int Explore { get; }

    /// <summary>Steps of the exploit phase.</summary>
    public int Exploit { get; }

    /// <summary>Steps of the final phase.</summary>
    public int Final { get; }

    /// <summary>All steps.</summary>
    public int Steps => Explore + Exploit + Final;

    /// <summary>The phase of a step; past the end, the last phase that has steps goes on.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is negative.</exception>
    public SearchPhase PhaseAt(int step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        step = Math.Min(step, Steps - 1);
        return step < Explore ? SearchPhase.Explore
            : step < Explore + Exploit ? SearchPhase.Exploit
            : SearchPhase.Final;
    }

    /// <summary>
    /// The same proportions over another number of steps, by largest remainder (equal remainders: the earlier phase), so
    /// that the sum is exact. With very few steps a phase may vanish.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is below 1.</exception>
    public ExplorationSchedule ScaleTo(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        long[] shares = [(long)Explore * steps, (long)Exploit * steps, (long)Final * steps];
        int[] scaled = [.. shares.Select(share => (int)(share / Steps))];
        var byRemainder = Enumerable.Range(0, shares.Length).OrderByDescending(i => shares[i] % Steps);
        foreach (int i in byRemainder.Take(steps - scaled.Sum())) scaled[i]++;
        return new ExplorationSchedule(scaled[0], scaled[1], scaled[2]);
    }
}
