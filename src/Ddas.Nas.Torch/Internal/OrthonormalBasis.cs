using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Torch.Internal;

/// <summary>Random orthonormal vectors: Gaussian draws, made orthogonal by the modified Gram-Schmidt process, twice each.</summary>
internal static class OrthonormalBasis
{
    /// <summary>Draws <paramref name="count"/> vectors of length <paramref name="dimension"/>, which is not below it.</summary>
    public static double[][] Draw(ref RandomStream random, int count, int dimension)
    {
        double[][] basis = new double[count][];
        for (int i = 0; i < count; i++)
        {
            double[] vector = new double[dimension];
            for (int k = 0; k < dimension; k++) vector[k] = random.NextGaussian();
            for (int pass = 0; pass < 2; pass++) // the second removes what rounding left
                for (int j = 0; j < i; j++) AddScaled(vector, basis[j], -Dot(vector, basis[j]));
            double length = Math.Sqrt(Dot(vector, vector));
            for (int k = 0; k < dimension; k++) vector[k] /= length;
            basis[i] = vector;
        }
        return basis;
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int k = 0; k < a.Length; k++) sum += a[k] * b[k];
        return sum;
    }

    private static void AddScaled(double[] target, double[] vector, double factor)
    {
        for (int k = 0; k < target.Length; k++) target[k] += factor * vector[k];
    }
}
