namespace Ddas.Nas.Agents.Ddpg;

/// <summary>The first weights of actor and critic; biases are zero.</summary>
public enum NetworkInitialization
{
    /// <summary>
    /// Orthogonal, output layers scaled by 1e-3: the first actions are almost constant 0.5, and the first Q almost 0. The
    /// actor learns its biases first, which finds one good architecture sooner, and to look at the state later.
    /// </summary>
    OrthogonalSmallOutput,

    /// <summary>Orthogonal in every layer.</summary>
    Orthogonal,
}
