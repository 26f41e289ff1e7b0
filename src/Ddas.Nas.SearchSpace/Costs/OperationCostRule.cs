namespace Ddas.Nas.SearchSpace.Costs;

/// <summary>What an operation costs where it stands. Pure.</summary>
/// <param name="at">Where it stands.</param>
public delegate CostCount OperationCostRule(OperationPlacement at);
