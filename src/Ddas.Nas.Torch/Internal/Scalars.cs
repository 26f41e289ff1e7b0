using System.ComponentModel;
using TorchSharp;

namespace Ddas.Nas.Torch.Internal;

/// <summary>
/// Scalars that live as long as the process. TorchSharp hands a scalar's address to libtorch without keeping the object
/// alive, so one that is made by implicit conversion may be freed, when another thread collects garbage, while it is read
/// (the error then speaks of a wrong alpha or type, or a number is wrong). Keep every scalar in a field or a
/// <c>using</c>; and since <c>add(x)</c> makes one of its own, write <c>add(x, Scalars.One)</c>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Scalars
{
    /// <summary>The integer 1.</summary>
    public static Scalar One { get; } = 1.ToScalar();
}
