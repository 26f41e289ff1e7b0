
namespace Ddas.Nas.SearchSpace.Tests;

public class CheckpointStateTests
{
    [Fact]
    public void Sections_keep_names_apart()
    {
        var state = new CheckpointState();
        state.Section("a").Add<float>("x", [1, 2], 2);
        state.Section("b").Section("a").Add<float>("x", [3], 1);
        state.Section("a").Set("n", 4, Texts.Default.Int32);

        state.Tensors.Select(t => t.ToString()).Should().Equal("a.x: F32[2]", "b.a.x: F32[1]");
        state.Section("b").Tensors.Select(t => t.ToString()).Should().Equal("a.x: F32[1]");
        state.Section("b").Section("a").Get<float>("x", 1)[0].Should().Be(3);
        state.Section("a").Get("n", Texts.Default.Int32).Should().Be(4);
        (state.Section("a").Has("x"), state.Has("x")).Should().Be((true, false));
    }

    [Fact]
    public void One_name_is_used_once()
    {
        var state = new CheckpointState();
        state.Add<float>("x", [1], 1);
        state.Set("x", 1, Texts.Default.Int32);

        FluentActions.Invoking(() => state.Add<long>("x", [1], 1)).Should().Throw<ArgumentException>().WithMessage("*'x'*");
        FluentActions.Invoking(() => state.Set("x", 1, Texts.Default.Int32)).Should().Throw<ArgumentException>().WithMessage("*'x'*");
    }

    [Fact]
    public void Arrays_are_copies()
    {
        var state = new CheckpointState();
        float[] values = [1];
        state.Add<float>("x", values, 1);

        values[0] = 2;

        state.Get<float>("x", 1)[0].Should().Be(1);
    }

    [Fact]
    public void What_is_missing_or_of_another_kind_is_named()
    {
        var state = new CheckpointState();
        state.Section("a").Add<float>("x", [1, 2], 1, 2);
        state.Section("a").Set("text", "no number", Texts.Default.String);
        var a = state.Section("a");

        FluentActions.Invoking(() => a.Get<float>("y", 1).Length).Should().Throw<CheckpointException>().WithMessage("*lacks the tensor 'a.y'*");
        FluentActions.Invoking(() => a.Get<double>("x", 1, 2).Length).Should().Throw<CheckpointException>().WithMessage("*a.x: F32[1,2]*Double[1,2]*");
        FluentActions.Invoking(() => a.Get<float>("x", 2).Length).Should().Throw<CheckpointException>();
        FluentActions.Invoking(() => a.Get<float>("x", 1, 3).Length).Should().Throw<CheckpointException>();
        a.Get<float>("x", -1, 2).Length.Should().Be(2);
        FluentActions.Invoking(() => a.Get("text", Texts.Default.Int32)).Should().Throw<CheckpointException>().WithMessage("*'a.text' cannot be used*");
        FluentActions.Invoking(() => a.Get("none", Texts.Default.Int32)).Should().Throw<CheckpointException>().WithMessage("*lacks the value 'a.none'*");
        FluentActions.Invoking(() => a.Set("nan", double.NaN, Texts.Default.Double)).Should().Throw<ArgumentException>();
    }
}
