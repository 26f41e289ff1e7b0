namespace Ddas.Nas.Conventions.Tests;

/// <summary>A contract that callers implement, with what helps them: a checker, a worked sample, a section of docs/how-to-extend.md.</summary>
internal sealed record ExtensionPoint(string Contract, string Checker, string Sample, string Section)
{
    public static IReadOnlyList<ExtensionPoint> All { get; } =
    [
        new("Ddas.Nas.SearchSpace.Environments.IArchitectureEvaluator", "Ddas.Nas.Testing.EvaluatorChecker", "ProxyEvaluator.cs", "Evaluator"),
        new("Ddas.Nas.SearchSpace.Environments.IRewardFunction", "Ddas.Nas.Testing.RewardChecker", "DiversityReward.cs", "Reward"),
        new("Ddas.Nas.SearchSpace.Discretization.IDiscretizer", "Ddas.Nas.Testing.DiscretizerChecker", "SkipLimit.cs", "Discretizer"),
        new("Ddas.Nas.Agents.Noise.INoiseProcess", "Ddas.Nas.Testing.NoiseChecker", "LaplaceNoise.cs", "Noise"),
        new("Ddas.Nas.Agents.ISearchAgent", "Ddas.Nas.Testing.AgentChecker", "HillClimbingAgent.cs", "Agent"),
        new("Ddas.Nas.Pareto.Objective`1", "Ddas.Nas.Testing.ObjectiveChecker", "OwnObjectives.cs", "Objective"),
        new("Ddas.Nas.Supernet.Data.IImageSource", "Ddas.Nas.Testing.ImageSourceChecker", "CsvImageSource.cs", "Image source"),
        new("Ddas.Nas.Supernet.Operations.OperationDefinition", "Ddas.Nas.Testing.OperationChecker", "WideSpace.cs", "Operation and search space"),
    ];

    /// <summary>Public interfaces that need no checker: parts that another contract's checker asks for, or that the library itself implements.</summary>
    public static IReadOnlyDictionary<string, string> Others { get; } = new Dictionary<string, string>
    {
        ["Ddas.Nas.SearchSpace.Environments.IEnvironment"] = "the library implements it around an evaluator; EnvironmentChecker checks one of a caller's own",
        ["Ddas.Nas.SearchSpace.IDescribed"] = "optional beside any part of a run",
        ["Ddas.Nas.SearchSpace.Costs.IArchitectureCost"] = "EvaluatorChecker asks for it; samples/Extensions/LatencyCost.cs is one",
        ["Ddas.Nas.SearchSpace.IResumable"] = "optional beside an agent or an environment",
    };
}
