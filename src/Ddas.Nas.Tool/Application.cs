using System.CommandLine;
using Ddas.Nas.Onnx;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet;
using Ddas.Nas.Supernet.Training;
using Ddas.Nas.Tool.Commands;
using Ddas.Nas.Tool.Common;
using Ddas.Nas.Tool.Reproduction;
using Ddas.Nas.Torch.Native;

namespace Ddas.Nas.Tool;

/// <summary>The command <c>ddas</c>: parses arguments, runs one command, turns what went wrong into a line and an exit code.</summary>
internal static class Application
{
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken stop)
    {
        try
        {
            return await Invoke(CreateRoot(output, error), args, output, error, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            error.WriteLine($"ddas: cancelled.{(CanResume(args) ? " The same command with --resume goes on." : "")}");
            return ExitCode.Cancelled;
        }
        catch (Exception e) when (IsBadInput(e))
        {
            error.WriteLine($"ddas: {ParseMessage.OneLine(e.Message)}");
            return ExitCode.BadInput;
        }
        catch (TorchNativeException e)
        {
            error.WriteLine($"ddas: {ParseMessage.OneLine(e.Message)}");
            return ExitCode.Failed;
        }
        catch (IOException e) when (IsDiskFull(e))
        {
            error.WriteLine($"ddas: {ParseMessage.OneLine(e.Message)} The disk is full: make room, then {(CanResume(args) ? "go on with --resume" : "run the command again")}.");
            return ExitCode.Failed;
        }
        catch (Exception e)
        {
            error.WriteLine($"ddas: {ParseMessage.OneLine(e.Message)} {await KeepDetails(e)}");
            return ExitCode.Failed;
        }
    }

    /// <summary>All commands; what they print goes to the writers.</summary>
    internal static RootCommand CreateRoot(TextWriter output, TextWriter error)
    {
        var console = new CommandContext(output, error);
        var root = new RootCommand("ddas: neural architecture search by Deep Deterministic Architecture Sampling.")
        {
            DoctorCommand.Create(console),
            DescribeCommand.Create(console),
            DownloadCommand.Create(console),
            WarmupCommand.Create(console),
            SearchCommand.Create(console),
            ReportCommand.Create(console),
            RescoreCommand.Create(console),
            EvaluateCommand.Create(console),
            PredictCommand.Create(console),
            ExportCommand.Create(console),
        };
        root.Add(ReproduceCommand.Create(console, (arguments, cancel) => Invoke(root, arguments, output, error, cancel)));
        return root;
    }

    private static Task<int> Invoke(RootCommand root, string[] arguments, TextWriter output, TextWriter error, CancellationToken cancel)
    {
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
            throw new UsageException($"{string.Join(" ", parsed.Errors.Select(e => ParseMessage.Of(e.Message)))} See {(parsed.CommandResult.Command == root ? "ddas" : $"ddas {parsed.CommandResult.Command.Name}")} --help.");
        return parsed.InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
            Output = output,
            Error = error,
        }, cancel);
    }

    private static bool CanResume(string[] args) => args is ["warmup" or "search" or "evaluate", ..] && !args.Contains("--submit");

    /// <summary>Keeps an error's details in a file, or says them where none can be written.</summary>
    private static async Task<string> KeepDetails(Exception details)
    {
        string log = Path.Combine(Path.GetTempPath(), $"ddas-error-{Environment.ProcessId}.log");
        try
        {
            await File.WriteAllTextAsync(log, details.ToString(), CancellationToken.None);
            return $"The details are in {log}.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"The details, which cannot be written to {log}:{Environment.NewLine}{details}";
        }
    }

    private static bool IsBadInput(Exception e) =>
        e is UsageException or OptionsException or FormatException or InvalidDataException or SafetensorsException
            or FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException
            or FolderInUseException or RunFolderException or SupernetFolderException or TrainedCellException or OnnxExportException or CheckpointException or RunConditionsException;

    // ENOSPC and EDQUOT on Linux, ENOSPC on macOS, ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL on Windows.
    private static bool IsDiskFull(Exception? e) =>
        e is not null && ((e is IOException && (e.HResult & 0xFFFF) is 28 or 122 or 39 or 112) || IsDiskFull(e.InnerException));
}
