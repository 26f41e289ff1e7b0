// Warms up a small supernet on real images, searches it with DDAS, prints the Pareto front of accuracy against FLOPs, and writes a report.
// Run again with the folder of a run that was cut off, it goes on.
using System.Diagnostics;
using System.Globalization;
using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Ddpg;
using Ddas.Nas.QuickStart;
using Ddas.Nas.Reporting;
using Ddas.Nas.Supernet;
using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Torch;

const int Steps = 90, Seed = 2;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
TorchNative.EnsureLoaded();
string folder = Path.GetFullPath(args.Length > 0 ? args[0] : Path.Combine("runs", $"quickstart-{DateTime.Now:yyyyMMdd-HHmmss}"));
var progress = new Progress();
var clock = Stopwatch.StartNew();

// Images: 2,000 to train weights (D_T), 1,000 to measure architectures (D_V), at 16 x 16.
var source = new IdxImageSource(Path.Combine(AppContext.BaseDirectory, "data", "fashion-mnist-mini.zip"), "mini", IdxImageSource.FashionMnistClasses);
using var data = new SupernetData(
    ImageResize.To(source.ReadTrain(), 16),
    new SupernetDataOptions { Split = new DataSplitOptions { Train = 2000, Valid = 1000 }, Augmentation = new AugmentationOptions { Padding = 2 } });

// Supernet: all operations trained together, once.
using var supernet = new SupernetWarmup(Path.Combine(folder, "supernet"), data, new() { Cells = 3, Channels = 16, Epochs = 4, EvaluateEvery = 4, Seed = Seed }).Run(progress);

// Search: an agent that proposes architectures, an environment that measures them.
using var environment = new SearchEnvironment(new SupernetEvaluator(supernet, data, new() { Batches = 10, Seed = Seed }));
var options = DdpgAgentOptions.Nl(Steps);
options.Seed = Seed;
using var agent = new DdpgAgent(environment.Space, options);
var result = new SearchRun(folder, environment, agent, new() { Steps = Steps, Command = "dotnet run -c Release --project samples/QuickStart" }).Run(progress);

// Front: what no other architecture beats in both accuracy and FLOPs.
Progress.Done();
Console.WriteLine($"one-shot {supernet.OneShot.Accuracy:P1}; explore {result.Steps.Where(s => s.Phase == "explore").Average(s => s.Accuracy):P1}; last ten steps {result.Steps.TakeLast(10).Average(s => s.Accuracy):P1}; {clock.Elapsed:mm\\:ss}");
Console.WriteLine("step  accuracy  MFLOPs  architecture");
foreach (var step in result.Front) Console.WriteLine($"{step.Step,4}  {step.Accuracy,8:P1}  {step.Flops / 1e6,6:F2}  {step.Genotype}");
string report = new Report(RunReader.Read(folder), new ReportOptions { Title = "QuickStart" }).Save(folder);
Console.WriteLine($"The run is in {folder}; look at {report}");
