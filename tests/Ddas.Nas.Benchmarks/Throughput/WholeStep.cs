namespace Ddas.Nas.Benchmarks.Throughput;

/// <summary>A search step of the paper: 25 training batches and a pass over D_V, by <see cref="Supernet.SupernetEvaluator"/>.</summary>
/// <param name="ValidImages">Images that the measured step's pass had.</param>
/// <param name="Seconds">The measured step.</param>
/// <param name="SecondsFor25000">The step with 25,000 images; where fewer were measured, more of them at the measured rate.</param>
/// <param name="ChannelsLastSecondsFor25000">The baseline's, from its training step and its evaluation rate.</param>
internal sealed record WholeStep(int ValidImages, double Seconds, double SecondsFor25000, double ChannelsLastSecondsFor25000)
{
    public double RatioToChannelsLast => ChannelsLastSecondsFor25000 / SecondsFor25000;
}
