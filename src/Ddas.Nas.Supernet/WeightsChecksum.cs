using System.Security.Cryptography;
using System.Text;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet;

/// <summary>What tensors and their names come to, in memory as in a file.</summary>
internal static class WeightsChecksum
{
    public static string Of(IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, tensor) in tensors.OrderBy(static t => t.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(TensorFile.Pack(name, tensor).Bytes.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
