namespace Ddas.Nas.SearchSpace;

/// <summary>The purposes for which the library draws random numbers; the second argument of <see cref="RandomStream"/>.</summary>
public static class RandomPurpose
{
    /// <summary>Uniform actions of the explore phase, by search step.</summary>
    public const string Explore = "explore";

    /// <summary>Noise on the actor's action, by search step.</summary>
    public const string Noise = "noise";

    /// <summary>Minibatches drawn from the replay buffer, by search step.</summary>
    public const string Replay = "replay";

    /// <summary>Choices of evolution and local search, by search step.</summary>
    public const string Evolution = "evolution";

    /// <summary>Initial weights of the actor, the critic and the networks, by parameter.</summary>
    public const string Initialization = "initialization";

    /// <summary>The order of training images, by epoch.</summary>
    public const string Shuffle = "shuffle";

    /// <summary>Random crops and flips of training images, by batch.</summary>
    public const string Augmentation = "augmentation";

    /// <summary>Paths dropped while a found cell is trained, by batch.</summary>
    public const string DropPath = "drop-path";

    /// <summary>Ties among alpha's entries.</summary>
    public const string Ties = "ties";

    /// <summary>Subsets of a data set.</summary>
    public const string Subset = "subset";

    /// <summary>Noise of tabular and synthetic environments, by step.</summary>
    public const string Environment = "environment";
}
