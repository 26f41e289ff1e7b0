using System.Runtime.CompilerServices;
using System.Text.Json;
using Ddas.Nas.Torch.Native;
using static TorchSharp.torch;

namespace Ddas.Nas.Torch.Tests.Native;

/// <summary>
/// What this program does instead of running tests where <see cref="NativeProcess"/> has started it in a folder of
/// chosen natives: it loads torch twice, writes down what happened and ends.
/// </summary>
internal static class NativeProbe
{
    public const string ResultVariable = "DDAS_NAS_PROBE_RESULT", FolderVariable = "DDAS_NAS_PROBE_LIBTORCH";

    [ModuleInitializer]
    internal static void RunWhereAsked()
    {
        if (Environment.GetEnvironmentVariable(ResultVariable) is not { } file) return;
        var errors = new List<string>();
        float sum = 0;
        for (int attempt = 0; attempt < 2; attempt++)
        {
            try
            {
                if (Environment.GetEnvironmentVariable(FolderVariable) is { } folder) TorchNative.UseLibtorch(folder);
                TorchNative.EnsureLoaded();
                using var tensor = ones(2, 3);
                sum = tensor.sum().item<float>();
            }
            catch (TorchNativeException e)
            {
                errors.Add(e.Message);
            }
        }
        File.WriteAllText(file, JsonSerializer.Serialize(new Result(errors, sum, TorchNative.Describe())));
        Environment.Exit(0);
    }

    internal sealed record Result(IReadOnlyList<string> Errors, float Sum, TorchNativeDescription Description);
}
