using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>
/// A module without weights and state whose output is a pure function of its input, such as a pool or the identity. A
/// cell computes it once for all edges that leave the same state. It may return its input itself.
/// </summary>
/// <param name="name">The module's name.</param>
public abstract class WeightlessModule(string name) : nn.Module<Tensor, Tensor>(name);
