using Ddas.Nas.Agents.Replay;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Ddpg.Tests;

public class ReplayBatchTests
{
    [Fact]
    public void It_holds_what_the_buffer_draws()
    {
        var buffer = new ReplayBuffer(2);
        for (int i = 0; i < 3; i++) buffer.Add([i, -i], [i + 0.5f, 0], 10 * i, [i + 1, -i]);
        using var batch = new ReplayBatch(5, 2);
        var random = new RandomStream(1, RandomPurpose.Replay, 4);
        int[] drawn = [.. Enumerable.Range(0, 5).Select(_ => random.NextInt(3))];

        batch.Draw(buffer, new RandomStream(1, RandomPurpose.Replay, 4));

        batch.Rewards.data<float>().Should().Equal(drawn.Select(i => 10f * i));
        batch.Rewards.shape.Should().Equal(5, 1);
        batch.States.data<float>().Should().Equal(drawn.SelectMany(i => new float[] { i, -i }));
        batch.Actions.data<float>().Should().Equal(drawn.SelectMany(i => new[] { i + 0.5f, 0 }));
        batch.NextStates.data<float>().Should().Equal(drawn.SelectMany(i => new float[] { i + 1, -i }));
    }
}
