using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Supernet.Tests;

public sealed class RescoringTests(ToySupernet toy) : IClassFixture<ToySupernet>
{
    private static readonly RescoringOptions Options = new() { RecalibrationBatches = 3, BatchSize = 16 };

    [Fact]
    public void A_score_depends_on_the_architecture_alone_and_the_supernet_stays_as_it_is()
    {
        using var network = toy.Supernet.CreateNetwork();
        var before = Toy.Snapshot(network);
        var rescoring = new Rescoring(network, toy.Data, Options);

        var first = rescoring.Score(Toy.Architecture(1));
        var other = rescoring.Score(Toy.Architecture(2));
        var again = rescoring.Score(Toy.Architecture(1));

        again.Should().Be(first);
        other.Should().NotBe(first);
        Toy.Snapshot(network).Should().BeEquivalentTo(before);
    }

    [Fact]
    public void Statistics_are_taken_anew()
    {
        using var network = toy.Supernet.CreateNetwork();

        var few = new Rescoring(network, toy.Data, new RescoringOptions { RecalibrationBatches = 1, BatchSize = 4 }).Score(Toy.Architecture(1));
        var many = new Rescoring(network, toy.Data, Options).Score(Toy.Architecture(1));

        many.Loss.Should().NotBe(few.Loss);
    }

    [Fact]
    public void Images_of_another_shape_are_refused_with_both_shapes()
    {
        using var network = toy.Supernet.CreateNetwork();
        using var other = new SupernetData(Toy.DataSet(side: 12));

        FluentActions.Invoking(() => new Rescoring(network, other)).Should().Throw<ArgumentException>()
            .WithMessage("The supernet was made for images of 1 x 8 x 8 in 4 classes, but toy has images of 1 x 12 x 12 in 4.*");
    }

    [Fact]
    public void Options_out_of_range_are_named_at_once()
    {
        using var network = toy.Supernet.CreateNetwork();
        var options = new RescoringOptions { RecalibrationBatches = 0, BatchSize = 1, EvaluationBatchSize = 0, ValidImages = 1000 };

        FluentActions.Invoking(() => new Rescoring(network, toy.Data, options)).Should().Throw<OptionsException>().Which.Errors.Should().HaveCount(4);
    }
}
