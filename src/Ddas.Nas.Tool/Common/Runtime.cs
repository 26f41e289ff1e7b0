using System.Globalization;
using Ddas.Nas.Torch;
using TorchSharp;

namespace Ddas.Nas.Tool.Common;

/// <summary>Where and how a command computes.</summary>
internal sealed record Runtime(string Device, int? Threads, string? Libtorch, bool Tf32, bool Quiet)
{
    /// <summary>Loads torch, and returns the device.</summary>
    /// <exception cref="UsageException">A value cannot be used here.</exception>
    public torch.Device Start()
    {
        if (Libtorch is not null) TorchNative.UseLibtorch(Libtorch);
        TorchNative.EnsureLoaded();
        if (Threads is { } count) torch.set_num_threads(count);
        var where = Find(Device);
        if (where.type == DeviceType.CUDA) torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = Tf32;
        return where;
    }

    private static torch.Device Find(string name)
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
