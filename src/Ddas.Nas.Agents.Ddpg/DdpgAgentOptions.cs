#pragma warning disable
namespace Ddas.Nas.Agents.Ddpg;
public sealed class DdpgAgentOptions
{
    public double Gamma { get; set; } = 0.99;
    public double Tau { get; set; } = 1e-3;
    public double ActorLearningRate { get; set; } = 1e-4;
    public double CriticLearningRate { get; set; } = 1e-3;
    public double AdamBeta1 { get; set; } = 0.9;
    public double AdamBeta2 { get; set; } = 0.99;
}
