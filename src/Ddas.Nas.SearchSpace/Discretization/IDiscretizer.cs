namespace Ddas.Nas.SearchSpace.Discretization;

/// <summary>
/// Turns continuous alpha into one architecture (Algorithm 1). Pure: equal alpha gives an equal architecture, from any
/// thread; and discretizing <see cref="Architecture.Weights"/> gives the architecture back. One with options is also
/// <see cref="IDescribed"/>.
/// </summary>
public interface IDiscretizer
{
    /// <summary>The architecture that <paramref name="alpha"/> stands for.</summary>
    Architecture Discretize(ArchitectureWeights alpha);

    /// <summary>Whether <see cref="Operation.None"/> competes; the count of ties asks. Allowed where not implemented.</summary>
    NonePolicy None => NonePolicy.Allow;
}
