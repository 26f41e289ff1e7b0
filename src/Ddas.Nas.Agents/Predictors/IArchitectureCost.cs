using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Predictors;

/// <summary>Stands in until the contract of this shape is in SearchSpace.</summary>
public interface IArchitectureCost
{
    /// <summary>The name.</summary>
    string Name { get; }

    /// <summary>The cost.</summary>
    double Of(Architecture architecture);
}
