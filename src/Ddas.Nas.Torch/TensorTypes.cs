using Ddas.Nas.SearchSpace.Records;
using static TorchSharp.torch;

namespace Ddas.Nas.Torch;

/// <summary>Element types of torch and of safetensors files.</summary>
internal static class TensorTypes
{
    /// <summary>The file's type for one of torch's, or null where files hold none such.</summary>
    public static SafetensorsType? FromTorch(ScalarType type) => type switch
    {
        ScalarType.Bool => SafetensorsType.Bool,
        ScalarType.Byte => SafetensorsType.UInt8,
        ScalarType.Int32 => SafetensorsType.Int32,
        ScalarType.Int64 => SafetensorsType.Int64,
        ScalarType.Float16 => SafetensorsType.Float16,
        ScalarType.BFloat16 => SafetensorsType.BFloat16,
        ScalarType.Float32 => SafetensorsType.Float32,
        ScalarType.Float64 => SafetensorsType.Float64,
        _ => null,
    };

    /// <summary>Torch's type for a file's.</summary>
    public static ScalarType ToTorch(SafetensorsType type) => type switch
    {
        SafetensorsType.Bool => ScalarType.Bool,
        SafetensorsType.UInt8 => ScalarType.Byte,
        SafetensorsType.Int32 => ScalarType.Int32,
        SafetensorsType.Int64 => ScalarType.Int64,
        SafetensorsType.Float16 => ScalarType.Float16,
        SafetensorsType.BFloat16 => ScalarType.BFloat16,
        SafetensorsType.Float32 => ScalarType.Float32,
        SafetensorsType.Float64 => ScalarType.Float64,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown element type."),
    };
}
