namespace Ddas.Nas.SearchSpace.Discretization;

/// <summary>
/// Turns continuous alpha into one architecture (Algorithm 1). Pure: equal alpha gives an equal architecture, from any
/// thread; and discretizing <see cref="Architecture.Weights"/> gives the architecture back.
/// </summary>
public interface IDiscretizer
{
    /// <summary>The architecture that <paramref name="alpha"/> stands for.</summary>
    Architecture Discretize(ArchitectureWeights alpha);
}
