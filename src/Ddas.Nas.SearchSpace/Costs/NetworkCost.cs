namespace Ddas.Nas.SearchSpace.Costs;

/// <summary>What a whole network holds and does for one image.</summary>
/// <param name="Parameters">Trainable numbers without the auxiliary head.</param>
/// <param name="AuxiliaryParameters">Trainable numbers of the auxiliary head; 0 where the network has none.</param>
/// <param name="Macs">Multiply-accumulates of convolutions and the classifier; the auxiliary head is not counted.</param>
/// <param name="FlopsPaper">FLOPs in the DDAS paper's convention (<see cref="CostCount.FlopsPaper"/>); the auxiliary head is not counted.</param>
public readonly record struct NetworkCost(long Parameters, long AuxiliaryParameters, long Macs, long FlopsPaper)
{
    /// <summary>Trainable numbers with the auxiliary head, as the DDAS paper's tables print them.</summary>
    public long ParametersWithAuxiliary => Parameters + AuxiliaryParameters;
}
