// Measures the library against plain TorchSharp; not run by dotnet test. See docs/performance.md.
using System.CommandLine;
using System.Globalization;
using Ddas.Nas.Benchmarks;
using Ddas.Nas.Benchmarks.Pieces;
using Ddas.Nas.Benchmarks.Throughput;
using Ddas.Nas.Torch;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
TorchNative.EnsureLoaded();
return new RootCommand("Measures the speed and memory of Ddas.Nas.")
{
    ThroughputCommand.Create(),
    WorkCommand.Create(),
    ScaleCommand.Create(),
    GrowthCommand.Create(),
    PiecesCommand.Create(),
}.Parse(args).Invoke();
