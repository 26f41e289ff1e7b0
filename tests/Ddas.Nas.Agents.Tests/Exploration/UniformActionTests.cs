using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Tests.Exploration;

public class UniformActionTests
{
    [Fact]
    public void An_action_is_the_explore_stream_of_its_seed_and_step()
    {
        var expected = new float[SearchSpaceDefinition.Darts.ActionLength];
        new RandomStream(11, RandomPurpose.Explore, 42).FillUniform(expected);

        UniformAction.At(SearchSpaceDefinition.Darts, 11, 42).Values.ToArray().Should().Equal(expected);
        UniformAction.At(SearchSpaceDefinition.Darts, 11, 43).Should().NotBe(UniformAction.At(SearchSpaceDefinition.Darts, 11, 42));
        UniformAction.At(SearchSpaceDefinition.Darts, 12, 42).Should().NotBe(UniformAction.At(SearchSpaceDefinition.Darts, 11, 42));
    }
}
