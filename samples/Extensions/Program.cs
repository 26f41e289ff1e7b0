// An extension of each kind, checked and then used in one search that trains nothing.
using System.Globalization;
using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Ddpg;
using Ddas.Nas.Extensions;
using Ddas.Nas.Pareto;
using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Testing;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var latency = new LatencyCost(new Dictionary<Operation, double> { [DartsOperations.SeparableConv3x3] = 0.4, [DartsOperations.SeparableConv5x5] = 0.7, [DartsOperations.DilatedConv3x3] = 0.3, [DartsOperations.DilatedConv5x5] = 0.5 });
var reward = new DiversityReward(new CostAwareReward(new DdasReward(), new CostAwareRewardOptions { Cost = latency.Name, Reference = 5 }), weight: 0.05);
(string Name, IReadOnlyList<string> Breaches)[] checks =
[
    (nameof(ProxyEvaluator), EvaluatorChecker.Check(new ProxyEvaluator())),
    (nameof(RememberingEvaluator), EvaluatorChecker.Check(new RememberingEvaluator(new ProxyEvaluator()))),
    (nameof(DiversityReward), RewardChecker.Check(reward)),
    (nameof(LaplaceNoise), NoiseChecker.Check(new LaplaceNoise(0.05))),
    (nameof(HillClimbingAgent), AgentChecker.Check(() => new HillClimbingAgent(SearchSpaceDefinition.Darts, 0, 0.3), SearchSpaceDefinition.Darts)),
    (nameof(RestlessAgent), AgentChecker.Check(() => new RestlessAgent(new HillClimbingAgent(SearchSpaceDefinition.Darts, 0, 0.3), 3, 0), SearchSpaceDefinition.Darts)),
    (nameof(SkipLimit), DiscretizerChecker.Check(new SkipLimit(new BestPairDiscretizer(), 2), SearchSpaceDefinition.Darts)),
    ("sep_conv_7x7", OperationChecker.Check(WideSpace.Operations[WideSpace.SeparableConv7x7])),
    (nameof(SqueezeExcitation), OperationChecker.Check(WideSpace.Operations[WideSpace.SqueezeExcitation])),
];
foreach (var (name, breaches) in checks)
    Console.WriteLine($"{name}: {(breaches.Count == 0 ? "keeps its contract" : string.Join(" ", breaches))}");

const int Steps = 300;
using var environment = new SearchEnvironment(new RememberingEvaluator(new ProxyEvaluator()), new() { Reward = reward, Costs = [latency] });
using var agent = new RestlessAgent(new DdpgAgent(environment.Space, DdpgAgentOptions.G(Steps), new LaplaceNoise(0.05)), every: 25, seed: 0);
var front = new ParetoFront<StepRecord>([StepObjectives.Accuracy, OwnObjectives.AccuracyPerParameter]);
var search = new SearchLoop(environment, agent, new SearchOptions { Steps = Steps, StopWhen = new Plateau(patience: 100).IsReached });
var result = search.Run(RunProgress.Each(report => front.Add(report.Step!)));
Console.WriteLine($"{result.Steps.Count} steps, best accuracy {result.Best!.Accuracy:P1} at step {result.Best.Step}, {front.Items.Count} architectures on the front");
