namespace Ddas.Nas.Torch.Native;

/// <summary>How TorchSharp's native library came into the process.</summary>
public enum TorchNativeStatus
{
    /// <summary>Not loaded yet; the default.</summary>
    NotLoaded,

    /// <summary>Loaded as its package ships it.</summary>
    AsShipped,

    /// <summary>Loaded from a private copy in which one version reference is marked weak, as the system's libstdc++ lacks it.</summary>
    PatchedCopy,

    /// <summary>Loading was tried and failed.</summary>
    Failed,
}
