namespace Ddas.Nas.SearchSpace;

/// <summary>Element type of a tensor in a safetensors file; numbers are little-endian.</summary>
public enum ArrayType
{
    /// <summary>BOOL: one byte, 0 or 1. The default.</summary>
    Bool,

    /// <summary>U8: an unsigned byte.</summary>
    UInt8,

    /// <summary>I32: a signed 32-bit integer.</summary>
    Int32,

    /// <summary>I64: a signed 64-bit integer.</summary>
    Int64,

    /// <summary>F16: IEEE half precision.</summary>
    Float16,

    /// <summary>BF16: the upper 16 bits of a single.</summary>
    BFloat16,

    /// <summary>F32: IEEE single precision.</summary>
    Float32,

    /// <summary>F64: IEEE double precision.</summary>
    Float64,
}
