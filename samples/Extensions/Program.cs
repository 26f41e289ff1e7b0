// An extension of each kind, checked and then used in one search that trains nothing.
using System.Globalization;
using Ddas.Nas.Testing;
using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Ddpg;
using Ddas.Nas.Agents.Noise;
using Ddas.Nas.Extensions;
using Ddas.Nas.Pareto;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.Supernet.Operations;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var reward = new TargetReward(new DdasReward(), target: 0.6);
var environment = new ProxyEnvironment(reward);
(string Name, IReadOnlyList<string> Breaches)[] checks =
[
    (nameof(ProxyEnvironment), EnvironmentChecker.Check(environment)),
    (nameof(TargetReward), RewardChecker.Check(reward)),
    (nameof(LaplaceNoise), NoiseChecker.Check(new LaplaceNoise(0.05))),
    (nameof(HillClimbingAgent), AgentChecker.Check(() => new HillClimbingAgent(SearchSpaceDefinition.Darts, 0, 0.3), SearchSpaceDefinition.Darts)),
    (nameof(SkipLimit), DiscretizerChecker.Check(new SkipLimit(new BestPairDiscretizer(), 2), SearchSpaceDefinition.Darts)),
    ("sep_conv_7x7", OperationChecker.Check(WideSpace.Operations[WideSpace.SeparableConv7x7])),
    (nameof(SqueezeExcitation), OperationChecker.Check(WideSpace.Operations[WideSpace.SqueezeExcitation])),
];
foreach (var (name, breaches) in checks)
    Console.WriteLine($"{name}: {(breaches.Count == 0 ? "keeps its contract" : string.Join(" ", breaches))}");

int steps = 300;
var options = DdpgAgentOptions.G(steps);
using var agent = new DdpgAgent(environment.Space, options, new LaplaceNoise(0.05));
using var plateau = new PlateauStop(patience: 100);
var front = new ParetoFront<StepRecord>([OwnObjectives.Accuracy, OwnObjectives.AccuracyPerParameter]);
var search = new SearchLoop(environment, agent, new SearchLoopOptions { Steps = steps }, [plateau, new FrontObserver(front)]);
var result = search.Run(stop: plateau.Token);
Console.WriteLine($"{result.Steps} steps, best accuracy {result.Best!.Accuracy:P1} at step {result.Best.Step}, {front.Items.Count} architectures on the front");
