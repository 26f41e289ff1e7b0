using Ddas.Nas.Agents.Noise;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Ddpg;

/// <summary>What a <see cref="DdpgAgent"/> says of itself in manifests.</summary>
internal static class DdpgDescription
{
    public static void Write(DdpgAgentOptions options, INoiseProcess? exploitNoise, RunDescription into)
    {
        into.Kind(Kind(options, exploitNoise));
        into.SetSeed(options.Seed);
        into.Set("explore", options.Schedule.Explore);
        into.Set("exploit", options.Schedule.Exploit);
        into.Set("final", options.Schedule.Final);
        if (exploitNoise is null) into.Set("exploitNoise", FormattableString.Invariant($"{options.ExploitNoise.Kind}({options.ExploitNoise.Scale})"));
        else into.Part("exploitNoise", exploitNoise);
        into.Set("finalNoise", FormattableString.Invariant($"{options.FinalNoise.Kind}({options.FinalNoise.Scale})"));
        into.Set("bursts", options.Bursts);
        into.Set("stagnation.differingFraction", options.Stagnation.DifferingFraction);
        into.Set("stagnation.similarSteps", options.Stagnation.SimilarSteps);
        into.Set("stagnation.burstSteps", options.Stagnation.BurstSteps);
        into.Set("burstNoise.theta", options.BurstNoise.Theta);
        into.Set("burstNoise.sigma", options.BurstNoise.Sigma);
        into.Set("burstNoise.mean", options.BurstNoise.Mean);
        into.Set("burstNoise.timeStep", options.BurstNoise.TimeStep);
        into.Set("burstNoise.start", options.BurstNoise.Start);
        into.Set("clip", options.Clip);
        into.Set("gamma", options.Gamma);
        into.Set("tau", options.Tau);
        into.Set("actorLearningRate", options.ActorLearningRate);
        into.Set("criticLearningRate", options.CriticLearningRate);
        into.Set("adamBeta1", options.AdamBeta1);
        into.Set("adamBeta2", options.AdamBeta2);
        into.Set("batchSize", options.BatchSize);
        into.Set("replayCapacity", options.ReplayCapacity);
        into.Set("finalWindow", options.FinalWindow);
        into.Set("criticLayout", options.CriticLayout);
        into.Set("initialization", options.Initialization);
    }

    private static string Kind(DdpgAgentOptions options, INoiseProcess? exploitNoise) => (options.Schedule.Final > 0, exploitNoise, options.ExploitNoise.Kind) switch
    {
        (_, not null, _) => "ddpg",
        (true, _, _) => "4s",
        (_, _, NoiseKind.Uniform) => "nl",
        (_, _, NoiseKind.Gaussian) => "g",
        _ => "ddpg",
    };
}
