namespace Ddas.Nas.Tool.Reproduction;

/// <summary>What a job does, in the order in which jobs need each other.</summary>
internal enum ReproductionJobKind
{
    /// <summary>Warms a supernet up.</summary>
    Warmup,

    /// <summary>Searches it.</summary>
    Search,

    /// <summary>Trains the cells of a front.</summary>
    Evaluate,
}
