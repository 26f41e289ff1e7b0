using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>A module of a network under the name that the original DARTS code gives it.</summary>
internal readonly record struct NamedModule(string Name, nn.Module Module);
