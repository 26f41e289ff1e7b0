using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Replay;

/// <summary>
/// The newest transitions of a search, from which minibatches are drawn uniformly with replacement. One flat array of
/// floats that grows as transitions come, used as a ring once it may grow no more. Not thread-safe.
/// </summary>
public sealed class ReplayBuffer : IResumable
{
    private const int FirstAllocation = 1024;
    private readonly int capacity;
    private readonly int stride;
    private int? window;
    private float[] rows = [];
    private int allocated;
    private int oldest;

    /// <summary>Creates an empty buffer.</summary>
    /// <param name="length">Length of a state and of an action, at least 1; DARTS: 224.</param>
    /// <param name="capacity">Most transitions that are kept, at least 1. Default 1,000,000 (Section V). Memory grows as they come.</param>
    /// <exception cref="OptionsException">A number is below 1, or the full buffer would exceed the largest array.</exception>
    public ReplayBuffer(int length, int capacity = 1_000_000)
    {
        var errors = new OptionErrors(nameof(ReplayBuffer));
        errors.AtLeast(nameof(length), length, 1);
        errors.AtLeast(nameof(capacity), capacity, 1);
        long floats = capacity * ((3L * length) + 1);
        if (errors.Errors.Count == 0) errors.Check(floats <= Array.MaxLength, $"capacity is {capacity}, but of length {length} at most {Array.MaxLength / ((3L * length) + 1)} fit into one array.");
        errors.ThrowIfAny();
        (Length, this.capacity, stride) = (length, capacity, (3 * length) + 1);
    }

    /// <summary>Length of a state and of an action.</summary>
    public int Length { get; }

    /// <summary>Number of transitions that minibatches are drawn from.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// Null, or how many transitions are kept from now on: all but the newest are forgotten at once, and then the window
    /// slides (DDAS-4S keeps 500 in its final stage). Widening it does not bring forgotten ones back.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? Window
    {
        get => window;
        set
        {
            if (value is { } size) ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
            window = value;
            while (Count > Limit) DropOldest();
        }
    }

    private int Limit => Math.Min(capacity, window ?? capacity);

    /// <summary>Adds a transition; the oldest is forgotten where the buffer or its window is full.</summary>
    /// <param name="state">The state, <see cref="Length"/> numbers.</param>
    /// <param name="action">The action, as many.</param>
    /// <param name="reward">The reward.</param>
    /// <param name="nextState">The next state, as many.</param>
    /// <exception cref="ArgumentException">A length differs.</exception>
    public void Add(ReadOnlySpan<float> state, ReadOnlySpan<float> action, float reward, ReadOnlySpan<float> nextState)
    {
        RequireLength(state.Length, Length, nameof(state));
        RequireLength(action.Length, Length, nameof(action));
        RequireLength(nextState.Length, Length, nameof(nextState));
        if (Count == Limit) DropOldest();
        if (Count == allocated) Grow();
        var row = Row(Count++);
        state.CopyTo(row);
        action.CopyTo(row[Length..]);
        nextState.CopyTo(row[(2 * Length)..]);
        row[^1] = reward;
    }

    /// <summary>Copies one transition, 0 being the oldest.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such transition.</exception>
    /// <exception cref="ArgumentException">A length differs.</exception>
    public void Copy(int index, Span<float> state, Span<float> action, out float reward, Span<float> nextState)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        RequireLength(state.Length, Length, nameof(state));
        RequireLength(action.Length, Length, nameof(action));
        RequireLength(nextState.Length, Length, nameof(nextState));
        var row = Row(index);
        row[..Length].CopyTo(state);
        row[Length..(2 * Length)].CopyTo(action);
        row[(2 * Length)..^1].CopyTo(nextState);
        reward = row[^1];
    }

    /// <summary>Draws a minibatch uniformly with replacement into the caller's memory; nothing is allocated.</summary>
    /// <param name="random">The stream to draw from, one number per transition.</param>
    /// <param name="states">Receives the states, row-major [batch, <see cref="Length"/>].</param>
    /// <param name="actions">Receives the actions, the same shape.</param>
    /// <param name="rewards">Receives the rewards, [batch]; its length is the batch size.</param>
    /// <param name="nextStates">Receives the next states, the same shape as the states.</param>
    /// <exception cref="InvalidOperationException">The buffer is empty.</exception>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    public void Sample(ref RandomStream random, Span<float> states, Span<float> actions, Span<float> rewards, Span<float> nextStates)
    {
        if (Count == 0) throw new InvalidOperationException("The replay buffer is empty: nothing can be drawn from it.");
        int batch = rewards.Length;
        RequireLength(states.Length, batch * Length, nameof(states));
        RequireLength(actions.Length, batch * Length, nameof(actions));
        RequireLength(nextStates.Length, batch * Length, nameof(nextStates));
        for (int i = 0; i < batch; i++)
        {
            int at = i * Length;
            Copy(random.NextInt(Count), states.Slice(at, Length), actions.Slice(at, Length), out rewards[i], nextStates.Slice(at, Length));
        }
    }

    /// <inheritdoc/>
    public void Capture(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var kept = new float[Count * stride];
        for (int i = 0; i < Count; i++) Row(i).CopyTo(kept.AsSpan(i * stride, stride));
        state.Add<float>("rows", kept, Count, stride);
        state.Add<int>("window", [window ?? 0], 1);
    }

    /// <inheritdoc/>
    public void Restore(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        rows = state.Get<float>("rows", -1, stride).ToArray();
        (Count, allocated, oldest) = (rows.Length / stride, rows.Length / stride, 0);
        if (Count > capacity) throw new CheckpointException($"The checkpoint holds {Count} transitions, but the replay buffer at most {capacity}.");
        Window = state.Get<int>("window", 1)[0] is > 0 and var size ? size : null;
    }

    private Span<float> Row(int index) => rows.AsSpan((int)(((long)oldest + index) % allocated) * stride, stride);

    private void DropOldest()
    {
        oldest = (oldest + 1) % allocated;
        Count--;
    }

    private void Grow()
    {
        int size = (int)Math.Min(Math.Max(FirstAllocation, 2L * allocated), capacity);
        var larger = new float[size * stride];
        for (int i = 0; i < Count; i++) Row(i).CopyTo(larger.AsSpan(i * stride, stride));
        (rows, allocated, oldest) = (larger, size, 0);
    }

    private static void RequireLength(int actual, int expected, string parameter)
    {
        if (actual != expected) throw new ArgumentException($"{parameter} has {actual} numbers, but needs {expected}.", parameter);
    }
}
