using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Ddpg;
using Ddas.Nas.Pareto;
using Ddas.Nas.Supernet;
using Ddas.Nas.Supernet.Data;

int epochs = int.Parse(args[1]), steps = int.Parse(args[2]);
var images = new FolderImageSource(args[0], side: 32).ReadTrain(); // args[0]/train/CLASS/*.png or *.jpg
using var data = new SupernetData(images, new SupernetDataOptions { Split = new DataSplitOptions { Stratified = true } });
var progress = new Progress<WarmupProgress>(p => { if (p.Completed is { } epoch) Console.Error.WriteLine($"epoch {epoch.Epoch} of {p.Epochs}, loss {epoch.TrainLoss:F2}"); });
using var supernet = new SupernetWarmup(new WarmupOptions { Cells = 3, Epochs = epochs }).Run(data, progress);
using var environment = new SupernetEnvironment(supernet, data, new SupernetEnvironmentOptions { Batches = 5 });
using var agent = new DdpgAgent(environment.Space, DdpgAgentOptions.G(steps));
var search = new SearchLoop(environment, agent);
var records = Enumerable.Range(1, steps).Select(n => { var step = search.Step(); Console.Error.WriteLine($"step {n} of {steps}, accuracy {step.Accuracy:P1}"); return step; }).ToList();
foreach (var step in StepFront.Of(records)) Console.WriteLine($"{step.Accuracy:P1}  {step.Flops / 1e6:F1} MFLOPs  {step.Genotype}");
