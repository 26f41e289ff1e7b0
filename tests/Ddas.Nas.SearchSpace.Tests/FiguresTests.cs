namespace Ddas.Nas.SearchSpace.Tests;

public class FiguresTests
{
    private static readonly Figures Both = Figures.None.With("flops", 68e6).With("latency", 0.5);

    [Fact]
    public void A_figure_is_found_by_its_name()
    {
        Both["latency"].Should().Be(0.5);
        (Both.Find("flops"), Both.Find("energy")).Should().Be((68e6, null));
        (Both.ContainsKey("flops"), Both.ContainsKey("Flops")).Should().Be((true, false), "names are exact");
        Both.TryGetValue("energy", out _).Should().BeFalse();
    }

    [Fact]
    public void They_are_listed_in_order_also_without_their_types() => ((System.Collections.IEnumerable)Both).Cast<object>().Should().Equal(KeyValuePair.Create("flops", 68e6), KeyValuePair.Create("latency", 0.5));

    [Fact]
    public void A_name_that_is_absent_is_an_error_that_says_which_there_are()
    {
        FluentActions.Invoking(() => Both["energy"]).Should().Throw<KeyNotFoundException>().WithMessage("There is no figure 'energy'; there are flops, latency.");
        FluentActions.Invoking(() => Figures.None["energy"]).Should().Throw<KeyNotFoundException>().WithMessage("There is no figure 'energy'; there are none.");
    }

    [Fact]
    public void They_keep_the_order_in_which_they_came_also_where_one_is_replaced()
    {
        Both.With("energy", 1).With("flops", 2).Should().Equal(new KeyValuePair<string, double>[] { new("flops", 2), new("latency", 0.5), new("energy", 1) });
        Both.Keys.Should().Equal("flops", "latency");
        Both.Values.Should().Equal(68e6, 0.5);
    }

    [Fact]
    public void They_do_not_change()
    {
        _ = Both.With("flops", 1);

        Both["flops"].Should().Be(68e6);
        Both.With("flops", null).Should().BeSameAs(Both, "null adds nothing");
        Both.Count.Should().Be(2);
    }

    [Fact]
    public void They_are_equal_by_names_and_values_whatever_the_order()
    {
        var other = Figures.None.With("latency", 0.5).With("flops", 68e6);

        other.Equals(Both).Should().BeTrue();
        other.GetHashCode().Should().Be(Both.GetHashCode());
        foreach (var different in new[] { Both.With("flops", 1), Both.With("energy", 0), Figures.None.With("flops", 68e6).With("energy", 0.5), Figures.None })
            different.Equals(Both).Should().BeFalse(different.ToString());
        Figures.None.With("x", double.NaN).Equals(Figures.None.With("x", double.NaN)).Should().BeTrue();
        Both.Equals((object)other).Should().BeTrue();
        Both.Equals("flops 68000000, latency 0.5").Should().BeFalse();
    }

    [Fact]
    public void A_name_twice_or_none_is_refused()
    {
        FluentActions.Invoking(() => Figures.Of([new("a", 1), new("b", 2), new("a", 3)])).Should().Throw<ArgumentException>().WithMessage("A figure's name stands twice: a, b, a.*");
        FluentActions.Invoking(() => Figures.Of([new(" ", 1)])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Figures.None.With("", 1)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void They_print_names_and_numbers_in_the_invariant_culture() => Both.ToString().Should().Be("flops 68000000, latency 0.5");
}
