using Ddas.Nas.Agents.Exploration;

namespace Ddas.Nas.Agents.Tests.Exploration;

public class SearchPhaseExtensionsTests
{
    [Fact]
    public void Phases_have_the_names_of_the_records() =>
        Enum.GetValues<SearchPhase>().Select(p => p.ToRecordName()).Should().Equal("explore", "exploit", "final");

    [Fact]
    public void An_undefined_phase_has_no_name()
    {
        var name = () => ((SearchPhase)9).ToRecordName();

        name.Should().Throw<ArgumentOutOfRangeException>();
    }
}
