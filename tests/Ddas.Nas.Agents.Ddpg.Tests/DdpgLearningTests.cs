namespace Ddas.Nas.Agents.Ddpg.Tests;

public class DdpgLearningTests
{
    // The agent sees a random architecture and is rewarded by the share of its pairs that it repeats: 0.5 by chance.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void It_learns_to_repeat_what_it_sees(long seed)
    {
        const int Steps = 1500, Last = 200;
        var options = DdpgAgentOptions.G(Steps);
        options.Seed = seed;
        using var agent = new DdpgAgent(Spaces.Tiny, options);
        var environment = new IdentityEnvironment(Spaces.Tiny, seed);
        var rewards = new List<double>();
        var observer = new CollectingObserver();

        new SearchLoop(environment, agent, new SearchLoopOptions { Steps = Steps }, [observer]).Run();

        observer.Records[..500].Average(r => r.Reward).Should().BeApproximately(0.5, 0.05);
        observer.Records[^Last..].Average(r => r.Reward).Should().BeGreaterThan(1.95);
    }
}
