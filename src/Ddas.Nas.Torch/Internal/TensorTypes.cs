using Ddas.Nas.SearchSpace;
using static TorchSharp.torch;

namespace Ddas.Nas.Torch.Internal;

/// <summary>Element types of torch and of safetensors files.</summary>
internal static class TensorTypes
{
    /// <summary>The file's type for one of torch's, or null where files hold none such.</summary>
    public static ArrayType? FromTorch(ScalarType type) => type switch
    {
        ScalarType.Bool => ArrayType.Bool,
        ScalarType.Byte => ArrayType.UInt8,
        ScalarType.Int32 => ArrayType.Int32,
        ScalarType.Int64 => ArrayType.Int64,
        ScalarType.Float16 => ArrayType.Float16,
        ScalarType.BFloat16 => ArrayType.BFloat16,
        ScalarType.Float32 => ArrayType.Float32,
        ScalarType.Float64 => ArrayType.Float64,
        _ => null,
    };

    /// <summary>Torch's type for a file's.</summary>
    public static ScalarType ToTorch(ArrayType type) => type switch
    {
        ArrayType.Bool => ScalarType.Bool,
        ArrayType.UInt8 => ScalarType.Byte,
        ArrayType.Int32 => ScalarType.Int32,
        ArrayType.Int64 => ScalarType.Int64,
        ArrayType.Float16 => ScalarType.Float16,
        ArrayType.BFloat16 => ScalarType.BFloat16,
        ArrayType.Float32 => ScalarType.Float32,
        ArrayType.Float64 => ScalarType.Float64,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown element type."),
    };
}
