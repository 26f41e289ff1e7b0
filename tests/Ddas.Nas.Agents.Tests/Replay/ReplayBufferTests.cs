using Ddas.Nas.Agents.Replay;
using Ddas.Nas.SearchSpace;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Ddas.Nas.Agents.Tests.Replay;

public class ReplayBufferTests
{
    [Fact]
    public void A_restored_buffer_holds_what_the_captured_one_held_and_goes_on_alike()
    {
        var captured = new ReplayBuffer(2, capacity: 4);
        for (int i = 0; i < 6; i++) Add(captured, i);
        var state = new CheckpointState();
        captured.Capture(state);
        var restored = new ReplayBuffer(2, capacity: 4);
        Add(restored, 99);

        restored.Restore(state);

        Contents(restored).Should().Equal(2, 3, 4, 5);
        Add(captured, 6);
        Add(restored, 6);
        Contents(restored).Should().Equal(Contents(captured)).And.Equal(3, 4, 5, 6);
    }

    [Property(MaxTest = 200)]
    public Property It_holds_what_a_naive_list_holds()
    {
        // Additions in runs, between which the window changes.
        var scripts =
            from capacity in Gen.Choose(1, 40)
            from script in Gen.ListOf(Gen.Zip(Gen.Choose(0, 50), Gen.Choose(-5, 45)), 6)
            select (Capacity: capacity, Script: script);
        return Prop.ForAll(scripts.ToArbitrary(), x =>
        {
            var buffer = new ReplayBuffer(2, x.Capacity);
            var naive = new List<int>();
            int next = 0;
            foreach (var (additions, window) in x.Script)
            {
                for (int i = 0; i < additions; i++)
                {
                    Add(buffer, next);
                    naive.Add(next++);
                    int limit = Math.Min(x.Capacity, buffer.Window ?? int.MaxValue);
                    if (naive.Count > limit) naive.RemoveRange(0, naive.Count - limit);
                }

                buffer.Window = window < 1 ? null : window;
                if (buffer.Window < naive.Count) naive.RemoveRange(0, naive.Count - buffer.Window.Value);
                if (!Contents(buffer).SequenceEqual(naive)) return false;
            }

            return true;
        });
    }

    [Fact]
    public void It_grows_past_its_first_allocation_and_then_turns_into_a_ring()
    {
        var buffer = new ReplayBuffer(2, 2500);

        for (int i = 0; i < 6000; i++) Add(buffer, i);

        Contents(buffer).Should().Equal(Enumerable.Range(3500, 2500));
    }

    [Fact]
    public void A_window_keeps_the_newest_and_slides()
    {
        var buffer = new ReplayBuffer(2);
        for (int i = 0; i < 1000; i++) Add(buffer, i);

        buffer.Window = 500;
        Contents(buffer).Should().Equal(Enumerable.Range(500, 500));

        for (int i = 1000; i < 1010; i++) Add(buffer, i);
        Contents(buffer).Should().Equal(Enumerable.Range(510, 500));

        buffer.Window = null;
        Add(buffer, 1010);
        Contents(buffer).Should().Equal(Enumerable.Range(510, 501));
    }

    [Fact]
    public void A_minibatch_copies_whole_transitions()
    {
        var buffer = new ReplayBuffer(2);
        for (int i = 0; i < 10; i++) Add(buffer, i);
        float[] states = new float[8], actions = new float[8], rewards = new float[4], nextStates = new float[8];

        var random = new RandomStream(3, RandomPurpose.Replay, 0);
        buffer.Sample(ref random, states, actions, rewards, nextStates);

        var same = new RandomStream(3, RandomPurpose.Replay, 0);
        for (int b = 0; b < 4; b++)
        {
            float value = same.NextInt(10);
            (states[2 * b], states[(2 * b) + 1]).Should().Be((value, value + 0.1f));
            (actions[2 * b], actions[(2 * b) + 1]).Should().Be((value + 0.2f, value + 0.3f));
            rewards[b].Should().Be(-value);
            (nextStates[2 * b], nextStates[(2 * b) + 1]).Should().Be((value + 0.4f, value + 0.5f));
        }
    }

    [Fact]
    public void Draws_are_uniform_with_replacement_over_the_window()
    {
        var buffer = new ReplayBuffer(1);
        for (int i = 0; i < 30; i++) buffer.Add([i], [i], i, [i]);
        buffer.Window = 10;
        int[] counts = new int[30];
        float[] states = new float[64], actions = new float[64], rewards = new float[64], nextStates = new float[64];

        for (int step = 0; step < 200; step++)
        {
            var random = new RandomStream(1, RandomPurpose.Replay, step);
            buffer.Sample(ref random, states, actions, rewards, nextStates);
            foreach (float reward in rewards) counts[(int)reward]++;
        }

        counts[..20].Should().OnlyContain(c => c == 0);
        double expected = 200 * 64 / 10.0;
        // Chi-square with 9 degrees of freedom: 27.9 is exceeded once in 1,000.
        counts[20..].Sum(c => (c - expected) * (c - expected) / expected).Should().BeLessThan(27.9);
    }

    [Fact]
    public void A_minibatch_allocates_nothing()
    {
        var buffer = new ReplayBuffer(224);
        var row = new float[224];
        for (int i = 0; i < 100; i++) buffer.Add(row, row, i, row);
        float[] states = new float[64 * 224], actions = new float[64 * 224], rewards = new float[64], nextStates = new float[64 * 224];
        Sample();

        long before = GC.GetAllocatedBytesForCurrentThread();
        Sample();
        long after = GC.GetAllocatedBytesForCurrentThread();

        (after - before).Should().BeLessThan(256, "only the stream's key is made of a text");

        void Sample()
        {
            var random = new RandomStream(1, RandomPurpose.Replay, 0);
            buffer.Sample(ref random, states, actions, rewards, nextStates);
        }
    }

    [Fact]
    public void Nothing_can_be_drawn_from_an_empty_buffer()
    {
        var sample = () =>
        {
            var random = new RandomStream(1, RandomPurpose.Replay, 0);
            new ReplayBuffer(1).Sample(ref random, new float[1], new float[1], new float[1], new float[1]);
        };

        sample.Should().Throw<InvalidOperationException>().WithMessage("*empty*");
    }

    [Fact]
    public void Wrong_lengths_are_refused()
    {
        var buffer = new ReplayBuffer(2);
        Add(buffer, 1);
        var add = () => buffer.Add([1, 2], [1], 0, [1, 2]);
        var sample = () =>
        {
            var random = new RandomStream(1, RandomPurpose.Replay, 0);
            buffer.Sample(ref random, new float[4], new float[4], new float[2], new float[3]);
        };
        var copy = () => buffer.Copy(1, new float[2], new float[2], out _, new float[2]);

        add.Should().Throw<ArgumentException>().WithMessage("action has 1 numbers, but needs 2.*");
        sample.Should().Throw<ArgumentException>().WithMessage("nextStates has 3 numbers, but needs 4.*");
        copy.Should().Throw<ArgumentOutOfRangeException>();
        buffer.Count.Should().Be(1);
    }

    [Fact]
    public void Sizes_out_of_range_are_refused()
    {
        var none = () => new ReplayBuffer(0, 0);
        var huge = () => new ReplayBuffer(1000, 1_000_000);
        var window = () => new ReplayBuffer(1).Window = 0;

        none.Should().Throw<OptionsException>().Which.Errors.Should().Equal("length is 0, but must be at least 1.", "capacity is 0, but must be at least 1.");
        huge.Should().Throw<OptionsException>().WithMessage("*capacity is 1000000, but of length 1000 at most 715589 fit into one array.");
        window.Should().Throw<ArgumentOutOfRangeException>();
    }

    private static void Add(ReplayBuffer buffer, float value) =>
        buffer.Add([value, value + 0.1f], [value + 0.2f, value + 0.3f], -value, [value + 0.4f, value + 0.5f]);

    private static IEnumerable<int> Contents(ReplayBuffer buffer)
    {
        float[] state = new float[2], action = new float[2], next = new float[2];
        for (int i = 0; i < buffer.Count; i++)
        {
            buffer.Copy(i, state, action, out float reward, next);
            state[1].Should().Be(state[0] + 0.1f);
            next[1].Should().Be(state[0] + 0.5f);
            reward.Should().Be(-state[0]);
            yield return (int)state[0];
        }
    }
}
