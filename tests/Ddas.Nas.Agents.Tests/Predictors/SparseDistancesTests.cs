using Ddas.Nas.Agents.Predictors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Tests.Predictors;

public class SparseDistancesTests
{
    [Theory, InlineData(false), InlineData(true)]
    public void They_are_those_of_the_dense_vectors(bool squared)
    {
        var random = new RandomStream(1, "test", 0);
        var dense = new double[30][];
        for (int i = 0; i < dense.Length; i++)
        {
            dense[i] = new double[8];
            for (int k = 0; k < 8; k++) dense[i][k] = random.NextInt(2) == 0 ? 0 : random.NextGaussian();
        }

        var distances = new SparseDistances(squared);
        foreach (double[] vector in dense) distances.Add(Sparse(vector));
        var found = new double[dense.Length];
        distances.Fill(Sparse(dense[4]), found);

        for (int j = 0; j < dense.Length; j++)
            found[j].Should().BeApproximately(dense[4].Zip(dense[j], (a, b) => squared ? (a - b) * (a - b) : Math.Abs(a - b)).Sum(), 1e-12);
        found[4].Should().BeInRange(0, 1e-14);
    }

    private static SparseVector Sparse(double[] dense) =>
        SparseVector.Of(dense.Select(static (value, k) => (value, k)).Where(static e => e.value != 0).ToDictionary(static e => (long)e.k, static e => e.value));
}
