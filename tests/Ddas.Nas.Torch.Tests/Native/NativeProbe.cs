using System.Text.Json;
using static TorchSharp.torch;

namespace Ddas.Nas.Torch.Tests.Native;

/// <summary>
/// Loads torch in a process of its own, which <see cref="NativeProcess"/> starts in a folder of chosen natives, and
/// writes down what happened. Explicit: other runs leave it out.
/// </summary>
public sealed class NativeProbe
{
    public const string ResultVariable = "DDAS_NAS_PROBE_RESULT", FolderVariable = "DDAS_NAS_PROBE_LIBTORCH";

    [Fact(Explicit = true)]
    public void Load()
    {
        string result = Environment.GetEnvironmentVariable(ResultVariable) ?? throw new InvalidOperationException("Started by NativeProcess only.");
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
        File.WriteAllText(result, JsonSerializer.Serialize(new Result(errors, sum, TorchNative.Describe())));
    }

    internal sealed record Result(IReadOnlyList<string> Errors, float Sum, TorchNativeDescription Description);
}
