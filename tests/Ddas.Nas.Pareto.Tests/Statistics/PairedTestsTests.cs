using Ddas.Nas.Pareto.Statistics;

namespace Ddas.Nas.Pareto.Tests.Statistics;

public class PairedTestsTests
{
    [Fact]
    public void Sign_test_is_binomial()
    {
        PairedTests.Sign([1, 2, 3, 4, 5, 6, 7, -1, -2]).Should().BeApproximately(0.1796875, 1e-12); // SciPy, binomtest(2, 9)
        PairedTests.Sign([1, 2, 3]).Should().BeApproximately(0.25, 1e-12);
        PairedTests.Sign([1, 2, 3, 0, 0]).Should().BeApproximately(0.25, 1e-12);
        PairedTests.Sign([1, -1]).Should().Be(1);
        PairedTests.Sign([0, 0]).Should().Be(1);
    }

    [Fact]
    public void Permutation_test_counts_all_flips()
    {
        PairedTests.Permutation([1.3, -0.4, 2.2, 0.7, 0.9, -0.1, 1.8]).Should().Be(0.0625); // SciPy, permutation_test over all 128
        PairedTests.Permutation([5, 5.1, 4.9]).Should().Be(2 / 8.0);
        PairedTests.Permutation([1, 2, 3, 4, 5, 6]).Should().Be(2 / 64.0);
        PairedTests.Permutation([1, -1]).Should().Be(1);
        PairedTests.Permutation([0, 0, 0]).Should().Be(1);
    }

    [Fact]
    public void Permutation_test_counts_sums_as_equal_that_rounding_sets_apart()
    {
        // 0.1 + 0.2 - 0.1 is 0.20000000000000004 in binary, -0.1 + 0.2 + 0.1 is 0.2. Of 8 flips 2 give 0, all others at least 0.2.
        PairedTests.Permutation([0.1, 0.2, -0.1]).Should().Be(0.75);
    }

    [Fact]
    public void Permutation_test_of_many_pairs_is_near_the_exact_one_and_repeats()
    {
        // 21 equal differences of which 15 are positive: the sum's law is binomial, so the sign test is exact for it.
        double[] differences = [.. Enumerable.Repeat(1.0, 15), .. Enumerable.Repeat(-1.0, 6)];
        double exact = PairedTests.Sign(differences);
        double p = PairedTests.Permutation(differences, seed: 3);

        exact.Should().BeApproximately(0.0784, 0.0001);
        p.Should().BeApproximately(exact, 5 * Math.Sqrt(exact * (1 - exact) / 100_000));
        PairedTests.Permutation(differences, seed: 3).Should().Be(p);
        PairedTests.Permutation(differences, seed: 4).Should().NotBe(p);
    }

    [Fact]
    public void Reject_what_they_cannot_test()
    {
        FluentActions.Invoking(() => PairedTests.Permutation([])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => PairedTests.Permutation([double.PositiveInfinity])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => PairedTests.Sign([double.NaN])).Should().Throw<ArgumentException>();
    }
}
