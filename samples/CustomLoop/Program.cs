// A loop, a noise and a reward of one's own; several searches beside each other in one process: CustomLoop [STEPS] [SEARCHES]
using System.Globalization;
using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.Agents.Ddpg;
using Ddas.Nas.CustomLoop;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Torch;
using TorchSharp;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int steps = args.Length > 0 ? int.Parse(args[0]) : 600, searches = args.Length > 1 ? int.Parse(args[1]) : 3;
TorchNative.EnsureLoaded();
torch.set_num_threads(1); // the searches run beside each other instead

var fronts = new Ddas.Nas.Pareto.ParetoFront<Found>[searches];
Parallel.For(0, searches, seed =>
{
    using var environment = new SearchEnvironment(new SyntheticEvaluator(SearchSpaceDefinition.Darts, new() { DriftVisits = 20 }), new() { Reward = new SquashedReward() });
    var options = DdpgAgentOptions.G(steps);
    options.Seed = seed;
    using var agent = new DdpgAgent(environment.Space, options, new AnnealedNoise(start: 0.1, halfLife: 100));
    fronts[seed] = CustomSearch.Run(environment, agent, steps, patience: steps / 2);
});

for (int seed = 0; seed < searches; seed++)
    foreach (var found in fronts[seed].Items)
        Console.WriteLine($"search {seed}, step {found.Step,4}: accuracy {found.Accuracy:P1}, {found.Operations,2} operations");
