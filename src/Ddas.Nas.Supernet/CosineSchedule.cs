namespace Ddas.Nas.Supernet;

/// <summary>The learning rate that falls along half a cosine, once per epoch (Loshchilov and Hutter 2017, without restarts).</summary>
internal static class CosineSchedule
{
    /// <summary>The rate of an epoch, from 0; epoch <paramref name="epochs"/> would have the final rate.</summary>
    public static double Rate(double first, double final, int epoch, int epochs) =>
        final + ((first - final) * (1 + Math.Cos(Math.PI * epoch / epochs)) / 2);
}
