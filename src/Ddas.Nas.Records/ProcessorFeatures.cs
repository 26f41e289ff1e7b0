using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Ddas.Nas.Records;

/// <summary>The instruction sets on which the last bits of floating-point results depend.</summary>
public static class ProcessorFeatures
{
    /// <summary>Architecture and instruction sets of this processor, for example <c>X64 avx2 fma avx512f</c>.</summary>
    public static string Current { get; } = string.Join(' ', (string[])
    [
        RuntimeInformation.ProcessArchitecture.ToString(),
        .. Avx2.IsSupported ? ["avx2"] : Array.Empty<string>(),
        .. Fma.IsSupported ? ["fma"] : Array.Empty<string>(),
        .. Avx512F.IsSupported ? ["avx512f"] : Array.Empty<string>(),
        .. AdvSimd.IsSupported ? ["neon"] : Array.Empty<string>(),
        .. Dp.IsSupported ? ["dotprod"] : Array.Empty<string>(),
    ]);
}
