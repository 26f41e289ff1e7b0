using System.CommandLine;
using System.Globalization;
using Ddas.Nas.Torch;
using TorchSharp;

namespace Ddas.Nas.Tool.Commands;

/// <summary>The options of every command that computes: <c>--device</c>, <c>--threads</c>, <c>--libtorch</c>, <c>--tf32</c>, <c>--quiet</c>.</summary>
internal sealed class RuntimeOptions
{
    private static readonly int MostThreads = 4 * Environment.ProcessorCount;

    private readonly Option<string> device = new("--device") { Description = "cpu, cuda or cuda:N.", DefaultValueFactory = _ => "cpu" };
    private readonly Option<int?> threads = new("--threads") { Description = "Threads torch computes with, at most four times the processors; all cores when left out." };
    private readonly Option<string?> libtorch = new("--libtorch") { Description = "Folder of a libtorch 2.10 (or of PyTorch's torch/lib) to use instead of the application's own." };
    private readonly Option<bool> tf32 = new("--tf32") { Description = "On CUDA, lets convolutions and matrix products round their factors to TF32." };
    private readonly Option<bool> quiet = new("--quiet") { Description = "No progress; warnings and errors only." };

    public RuntimeOptions(Command command)
    {
        threads.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, CultureInfo.InvariantCulture, out int count) && (count < 1 || count > MostThreads))
                result.AddError($"--threads is {count}, but must be from 1 to {MostThreads}, four times the processors.");
        });
        command.Add(device);
        command.Add(threads);
        command.Add(libtorch);
        command.Add(tf32);
        command.Add(quiet);
    }

    public bool Quiet(ParseResult arguments) => arguments.GetValue(quiet);

    /// <summary>Loads torch as the arguments say, and returns the device.</summary>
    /// <exception cref="UsageException">A value cannot be used here.</exception>
    public torch.Device Start(ParseResult arguments)
    {
        if (arguments.GetValue(libtorch) is { } folder) TorchNative.UseLibtorch(folder);
        TorchNative.EnsureLoaded();
        if (arguments.GetValue(threads) is { } count) torch.set_num_threads(count);

        var where = Device(arguments.GetValue(device)!);
        if (where.type == DeviceType.CUDA) torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = arguments.GetValue(tf32);
        return where;
    }

    private static torch.Device Device(string name)
    {
        if (name == "cpu") return torch.CPU;
        string[] parts = name.Split(':');
        if (parts[0] != "cuda" || parts.Length > 2 || (parts.Length == 2 && !int.TryParse(parts[1], out _)))
            throw new UsageException($"--device is '{name}', but must be cpu, cuda or cuda:N.");
        if (!torch.cuda.is_available())
            throw new UsageException($"--device is '{name}', but this libtorch sees no CUDA device; use --device cpu, or name a CUDA build of libtorch 2.10 with --libtorch.");
        int index = parts.Length == 2 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        if (index >= torch.cuda.device_count())
            throw new UsageException($"--device is '{name}', but there are {torch.cuda.device_count()} CUDA devices, counted from 0.");
        return torch.device(DeviceType.CUDA, index);
    }
}
