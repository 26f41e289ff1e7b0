using System.CommandLine;
using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.Tool.Common;
using Ddas.Nas.Torch;
using Ddas.Nas.Torch.Native;
using TorchSharp;

namespace Ddas.Nas.Tool.Commands;

/// <summary><c>ddas doctor</c>: checks that everything a run needs works here.</summary>
internal static class DoctorCommand
{
    public static Command Create(CommandContext context)
    {
        var json = new Option<bool>("--json") { Description = "Answer as one JSON document." };
        var command = new Command("doctor", "Checks natives, device, threads, memory settings, data, and the golden figures; a line a check.") { json };
        var runtime = new RuntimeArguments(command);
        command.SetAction(arguments =>
        {
            Check[] checks =
            [
                Try("native", () => Native(runtime.Bind(arguments))),
                Try("device", () => WithTorch(static () => $"{torch.CPU}{(torch.cuda.is_available() ? $", {torch.cuda.device_count()} CUDA" : ", no CUDA")}")),
                Try("threads", () => WithTorch(static () => $"{torch.get_num_threads()} of {Environment.ProcessorCount} processors; {ProcessorFeatures.Current}")),
                Try("memory", () => TorchNative.Describe().AllocatorTuned ? "allocator keeps freed memory" : "allocator as the system has it"),
                Try("data", Data),
                Try("golden", Golden),
            ];
            if (arguments.GetValue(json)) context.WriteJson(checks);
            else foreach (var check in checks) context.Output.WriteLine($"{(check.Ok ? "ok    " : "FAILED")}  {check.Name,-8}  {check.Detail}");
            return checks.All(c => c.Ok) ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static string Native(Runtime runtime)
    {
        runtime.Start();
        var native = TorchNative.Describe();
        return $"libtorch {native.LibtorchVersion}, {native.Status}, {native.NativePath}";
    }

    // Where libtorch is missing, torch's own first call writes pages of attempts.
    private static string WithTorch(Func<string> check)
    {
        try
        {
            TorchNative.EnsureLoaded();
        }
        catch (TorchNativeException e)
        {
            throw new InvalidOperationException("not checked, since libtorch is not loaded", e);
        }

        return check();
    }

    private static string Data()
    {
        var images = DataSets.Open("mini", null, null).ReadTrain();
        return $"mini: {images.Count} training images of {images.Shape}";
    }

    private static string Golden()
    {
        var (parameters, withAuxiliary, flops) = (3_349_342L, 3_825_768L, 1_078_259_308L); // DARTS_V2, 20 cells, 36 channels, CIFAR-10: DDAS paper, Table 1
        var cost = new DartsNetworkCost(new NetworkSkeleton()).Of(PublishedCells.Find("DARTS_V2").Genotype.ToArchitecture(SearchSpaceDefinition.Darts));
        string found = $"DARTS_V2: {cost.Parameters} parameters, {cost.ParametersWithAuxiliary} with auxiliary head, {cost.FlopsPaper} FLOPs";
        return (cost.Parameters, cost.ParametersWithAuxiliary, cost.FlopsPaper) == (parameters, withAuxiliary, flops)
            ? found
            : throw new InvalidOperationException($"{found}; expected {parameters}, {withAuxiliary}, {flops}.");
    }

    private static Check Try(string name, Func<string> check)
    {
        try
        {
            return new Check(name, true, check());
        }
        catch (Exception e)
        {
            return new Check(name, false, ParseMessage.OneLine(e.Message));
        }
    }

    internal sealed record Check(string Name, bool Ok, string Detail);
}
