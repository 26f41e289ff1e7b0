using System.CommandLine;
using System.Globalization;
using Ddas.Nas.Onnx;
using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Supernet.Training;
using Ddas.Nas.Tool.Common;

namespace Ddas.Nas.Tool.Commands;

/// <summary><c>ddas export</c>: a trained cell for other runtimes, verified before it is called done.</summary>
internal static class ExportCommand
{
    public static Command Create(CommandContext context)
    {
        var checkpoint = new Option<string>("--checkpoint") { Description = "Folder of a trained cell (ddas evaluate).", Required = true };
        var onnx = new Option<string?>("--onnx") { Description = "File for the network as ONNX (opset 17), run in ONNX Runtime and compared." };
        var safetensors = new Option<string?>("--safetensors") { Description = "File for the weights under DARTS' own names, read back and compared." };
        var keep = new Option<bool>("--keep-batchnorm") { Description = "ONNX: leave BatchNorm as nodes of its own instead of folding it into convolutions." };
        var preprocessing = new Option<bool>("--preprocessing") { Description = "ONNX: take bytes [N, H, W, C] and normalize inside." };
        var latency = new Option<bool>("--latency") { Description = "Say also how long the network takes for an image in ONNX Runtime on one thread." };
        var command = new Command("export", "Writes a trained cell for other runtimes.") { checkpoint, onnx, safetensors, keep, preprocessing, latency };
        var runtime = new RuntimeArguments(command);
        command.SetAction((arguments, _) => Task.Run(() =>
        {
            if ((arguments.GetValue(onnx) ?? arguments.GetValue(safetensors)) is null) throw new UsageException("Name a file with --onnx or --safetensors.");
            runtime.Bind(arguments).Start();
            using var cell = TrainedCell.Load(arguments.GetValue(checkpoint)!);
            if (arguments.GetValue(onnx) is { } model)
            {
                var export = OnnxExporter.Export(cell, model, new OnnxExportOptions
                {
                    FoldBatchNorm = !arguments.GetValue(keep),
                    Preprocessing = arguments.GetValue(preprocessing) ? new Normalization(cell.Manifest.Mean, cell.Manifest.Deviation) : null,
                });
                context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{export.Path}: {export.Bytes:N0} bytes; logits differ by at most {export.MaxDifference:G3} in ONNX Runtime"));
            }

            if (arguments.GetValue(safetensors) is { } weights)
            {
                cell.SaveWeights(weights);
                context.Output.WriteLine($"{weights}: {cell.Network.NamedTensors.Count} tensors, equal bit for bit when read back");
            }

            if (arguments.GetValue(latency)) context.Output.WriteLine(Text(LatencyMeter.Measure(cell.Network)));
            return ExitCode.Done;
        }));
        return command;
    }

    private static string Text(Latency latency) => string.Create(
        CultureInfo.InvariantCulture, $"an image takes {latency.Median:F3} ms (quartiles {latency.Lower:F3} and {latency.Upper:F3}, {latency.Runs} runs on one thread)");
}
