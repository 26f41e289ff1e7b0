using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Ddpg;
using Ddas.Nas.Records;
using Ddas.Nas.Supernet;

int epochs = int.Parse(args[1]), steps = int.Parse(args[2]);
using var data = SupernetData.FromFolder(args[0], side: 32); // args[0]/train/CLASS/*.png or *.jpg
var progress = RunProgress.Each(p => { if (p.Epoch is null or { Loss: not null }) Console.Error.WriteLine(p); });
using var supernet = new SupernetWarmup("runs/supernet", data, new() { Cells = 3, Epochs = epochs }).Run(progress);
using var environment = new SearchEnvironment(new SupernetEvaluator(supernet, data, new() { Batches = 5 }));
using var agent = new DdpgAgent(environment.Space, DdpgAgentOptions.G(steps));
var result = new SearchRun("runs/first", environment, agent).Run(progress);
foreach (var step in result.Front) Console.WriteLine($"{step.Accuracy:P1}  {step.Flops / 1e6:F1} MFLOPs  {step.Genotype}");
