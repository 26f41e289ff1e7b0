using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.Supernet.Tests.Data;

public class DataSplitTests
{
    [Theory]
    [InlineData(50_000, null, null, 25_000, 25_000)]
    [InlineData(5, null, null, 3, 2)]
    [InlineData(4_000, 2_000, 1_000, 2_000, 1_000)]
    [InlineData(4_000, 3_000, null, 3_000, 1_000)]
    [InlineData(4_000, null, 3_000, 1_000, 3_000)]
    [InlineData(4_000, 100, null, 100, 2_000)]
    [InlineData(4_000, null, 100, 2_000, 100)]
    [InlineData(2, null, null, 1, 1)]
    public void Default_is_the_first_and_the_last_part(int count, int? train, int? valid, int expectedTrain, int expectedValid)
    {
        var split = new DataSplit(TestImages.WithLabels(new int[count]), new DataSplitOptions { Train = train, Valid = valid });

        split.Train.ToArray().Should().Equal(Enumerable.Range(0, expectedTrain));
        split.Valid.ToArray().Should().Equal(Enumerable.Range(count - expectedValid, expectedValid));
    }

    [Fact]
    public void Sizes_out_of_range_are_all_named()
    {
        ImageDataSet set = TestImages.WithLabels(new int[10]);

        Invoking(set, 0, 10).Should().Throw<OptionsException>().WithMessage("*Train is 0, but must be from 1 to 9. Valid is 10, but must be from 1 to 9.*");
        Invoking(set, 6, 5).Should().Throw<OptionsException>().WithMessage("*Train 6 and Valid 5 are 11 images together, but the training set has 10.*");
        Invoking(TestImages.WithLabels([0]), null, null).Should().Throw<ArgumentException>().WithMessage("test has 1 images; a split needs at least 2.*");
    }

    [Fact]
    public void A_stratified_split_keeps_the_proportions_of_the_classes()
    {
        int[] labels = [.. Enumerable.Repeat(0, 600), .. Enumerable.Repeat(1, 300), .. Enumerable.Repeat(2, 100)];

        var split = new DataSplit(TestImages.WithLabels(labels), new DataSplitOptions { Train = 500, Valid = 100, Stratified = true, Seed = 2 });

        Histogram(labels, split.Train).Should().Equal(300, 150, 50);
        Histogram(labels, split.Valid).Should().Equal(60, 30, 10);
        split.Train.ToArray().Intersect(split.Valid.ToArray()).Should().BeEmpty();
        split.Train.ToArray().Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        split.Valid.ToArray().Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    [Fact]
    public void A_stratified_split_gives_remainders_to_the_largest_fraction()
    {
        int[] labels = [0, 0, 0, 0, 0, 1, 1, 1, 2];

        var split = new DataSplit(TestImages.WithLabels(labels), new DataSplitOptions { Train = 5, Valid = 4, Stratified = true });

        Histogram(labels, split.Train).Should().Equal([3, 2, 0], "5 of 9 are 2.78, 1.67 and 0.56 images");
        Histogram(labels, split.Valid).Should().Equal(2, 1, 1);
    }

    [Fact]
    public void A_stratified_split_depends_on_its_seed_only()
    {
        int[] labels = [.. Enumerable.Range(0, 1_000).Select(i => i % 10)];
        int[] Draw(long seed) => new DataSplit(TestImages.WithLabels(labels), new DataSplitOptions { Stratified = true, Seed = seed }).Train.ToArray();

        Draw(3).Should().Equal(Draw(3));
        Draw(3).Should().NotEqual(Draw(4));
        Draw(3).Should().NotEqual(Enumerable.Range(0, 500));
    }

    [Fact]
    public void A_subset_of_D_V_is_fixed_by_its_seed()
    {
        var split = new DataSplit(TestImages.WithLabels(new int[1_000]));

        int[] subset = split.ValidSubset(100, seed: 2);

        subset.Should().HaveCount(100).And.OnlyHaveUniqueItems().And.BeInAscendingOrder();
        subset.Should().OnlyContain(i => i >= 500 && i < 1_000);
        subset.Average().Should().BeInRange(700, 800, "it is drawn from all of D_V (standard error 14)");
        split.ValidSubset(100, seed: 2).Should().Equal(subset);
        split.ValidSubset(100, seed: 3).Should().NotEqual(subset);
        split.ValidSubset(500, seed: 2).Should().Equal(split.Valid.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void A_subset_must_lie_in_D_V(int count) =>
        FluentActions.Invoking(() => new DataSplit(TestImages.WithLabels(new int[10])).ValidSubset(count, 0)).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("A subset of D_V must have 1 to 5 images.*");

    private static Action Invoking(ImageDataSet set, int? train, int? valid) => () => _ = new DataSplit(set, new DataSplitOptions { Train = train, Valid = valid });

    private static int[] Histogram(int[] labels, ReadOnlySpan<int> indices)
    {
        int[] counts = new int[3];
        foreach (int index in indices) counts[labels[index]]++;
        return counts;
    }
}
