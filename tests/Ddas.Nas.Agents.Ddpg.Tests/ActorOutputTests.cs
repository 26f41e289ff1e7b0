namespace Ddas.Nas.Agents.Ddpg.Tests;

public class ActorOutputTests
{
    [Fact]
    public void Equal_numbers_have_no_spread() => ActorOutput.Of([0.5f, 0.5f, 0.5f]).Should().Be(new ActorOutput(0, 0));

    [Fact]
    public void Spread_is_the_standard_deviation_and_saturation_the_share_at_the_ends() =>
        ActorOutput.Of([0, 1, 0.25f, 0.75f]).Should().Be(new ActorOutput(Math.Sqrt(0.15625), 0.5));

    [Fact]
    public void A_number_is_saturated_within_a_hundredth_of_an_end() => ActorOutput.Of([0.009f, 0.011f, 0.989f, 0.991f]).Saturation.Should().Be(0.5);
}
