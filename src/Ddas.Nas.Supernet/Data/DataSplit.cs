using System.Runtime.InteropServices;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Supernet.Data;

/// <summary>
/// Divides a training set into D_T, whose images train weights, and D_V, whose images measure architectures (Section V-A):
/// the first and the last part, by default one half each. The parts share no image. Immutable.
/// </summary>
internal sealed class DataSplit
{
    private readonly int[] train;
    private readonly int[] valid;

    /// <summary>Divides a training set.</summary>
    /// <param name="trainingSet">At least 2 images.</param>
    /// <param name="options">Sizes and manner; null for the paper's.</param>
    /// <exception cref="ArgumentException">The set has fewer than 2 images.</exception>
    /// <exception cref="OptionsException">The options ask for images that the set does not have.</exception>
    public DataSplit(ImageDataSet trainingSet, DataSplitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(trainingSet);
        options ??= new DataSplitOptions();
        int count = trainingSet.Count;
        if (count < 2) throw new ArgumentException($"{trainingSet.Name} has {count} images; a split needs at least 2.", nameof(trainingSet));
        options.Validate(count);

        int trainCount = options.Train ?? Math.Min(count - (count / 2), count - (options.Valid ?? 0));
        int validCount = options.Valid ?? Math.Min(count / 2, count - trainCount);
        (train, valid) = options.Stratified
            ? Stratify(trainingSet, trainCount, validCount, options.Seed)
            : ([.. Enumerable.Range(0, trainCount)], [.. Enumerable.Range(count - validCount, validCount)]);
    }

    /// <summary>Indices of D_T's images in the training set, ascending.</summary>
    public ReadOnlySpan<int> Train => train;

    /// <summary>Indices of D_V's images in the training set, ascending.</summary>
    public ReadOnlySpan<int> Valid => valid;

    /// <summary>A fixed part of D_V, drawn without replacement: a pure function of split, count and seed.</summary>
    /// <param name="count">1 to the number of images in D_V.</param>
    /// <param name="seed">The run's seed.</param>
    /// <returns>Indices in the training set, ascending.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is out of range.</exception>
    public int[] ValidSubset(int count, long seed)
    {
        if (count < 1 || count > valid.Length)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"A subset of D_V must have 1 to {valid.Length} images.");
        int[] subset = Shuffled(valid, seed, 0)[..count];
        Array.Sort(subset);
        return subset;
    }

    private static (int[] Train, int[] Valid) Stratify(ImageDataSet set, int trainCount, int validCount, long seed)
    {
        var byClass = Enumerable.Range(0, set.Classes.Count).Select(_ => new List<int>()).ToArray();
        for (int i = 0; i < set.Count; i++) byClass[set.Labels[i]].Add(i);

        int[] chosen = Apportion(trainCount + validCount, [.. byClass.Select(c => c.Count)]);
        int[] chosenTrain = Apportion(trainCount, chosen);
        List<int> train = [], valid = [];
        for (int c = 0; c < byClass.Length; c++)
        {
            int[] order = Shuffled(CollectionsMarshal.AsSpan(byClass[c]), seed, c + 1);
            train.AddRange(order[..chosenTrain[c]]);
            valid.AddRange(order[chosenTrain[c]..chosen[c]]);
        }

        train.Sort();
        valid.Sort();
        return ([.. train], [.. valid]);
    }

    /// <summary>Shares out in proportion to sizes; what rounding down leaves goes to the largest remainders, the lowest class first.</summary>
    private static int[] Apportion(int count, int[] sizes)
    {
        long total = Math.Max(1, sizes.Sum(s => (long)s));
        int[] shares = [.. sizes.Select(s => (int)(s * (long)count / total))];
        int left = count - shares.Sum();
        foreach (int c in Enumerable.Range(0, sizes.Length).OrderByDescending(c => sizes[c] * (long)count % total).Take(left)) shares[c]++;
        return shares;
    }

    private static int[] Shuffled(ReadOnlySpan<int> indices, long seed, int step)
    {
        int[] order = indices.ToArray();
        new RandomStream(seed, RandomPurpose.Subset, step).Shuffle<int>(order);
        return order;
    }
}
