using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Ddpg;
using Ddas.Nas.Records;
using Ddas.Nas.Supernet;

// images/train/CLASS/*.png or *.jpg; epochs of the warm-up; steps of the search
string images = args[0];
int epochs = int.Parse(args[1]), steps = int.Parse(args[2]);
var progress = RunProgress.Each(p => { if (p.Step is not null || p.Epoch?.Loss is not null) Console.Error.WriteLine(p); });

using var data = SupernetData.FromFolder(images, side: 32);
using var supernet = new SupernetWarmup("runs/supernet", data, new() { Cells = 3, Epochs = epochs }).Run(progress);
using var environment = new SearchEnvironment(new SupernetEvaluator(supernet, data));
using var agent = DdpgAgent.Nl(environment.Space, steps);
var result = new SearchRun("runs/first", environment, agent).Run(progress);
foreach (var step in result.Front) Console.WriteLine($"{step.Accuracy:P1}  {step.Flops / 1e6:F1} MFLOPs  {step.Genotype}");
