namespace Ddas.Nas.Agents.Predictors;

/// <summary>A Gaussian process on some of the features.</summary>
internal sealed class PredictorModel
{
    private readonly int[] groups;

    private PredictorModel(KernelChoice kind, int[] groups)
    {
        (Kind, this.groups) = (kind, groups);
        Process = new GaussianProcess(kind == KernelChoice.Additive ? new AdditiveKernel(groups.Length) : new MaternKernel(groups.Length));
    }

    public KernelChoice Kind { get; }

    public GaussianProcess Process { get; }

    /// <summary>The models of a choice of kernel.</summary>
    public static PredictorModel[] Of(ArchitectureFeatures features, PredictorOptions options)
    {
        KernelChoice[] kinds = options.Kernel == KernelChoice.Likeliest ? [KernelChoice.Additive, KernelChoice.Matern] : [options.Kernel];
        return Array.ConvertAll(kinds, kind =>
        {
            var unused = kind == KernelChoice.Additive ? Feature.OneHot : Feature.Paths;
            int cells = features.Space.CellKinds.Count, length = features.Kinds.Count;
            int[] groups = [.. Enumerable.Range(0, cells * length).Where(g => features.Kinds[g % length] != unused)];
            return new PredictorModel(kind, options.Drift ? [.. groups, cells * length] : groups);
        });
    }

    public SparseVector[] Point(SparseVector[] all) => Array.ConvertAll(groups, g => all[g]);
}
