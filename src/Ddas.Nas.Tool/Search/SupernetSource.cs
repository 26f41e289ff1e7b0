using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Supernet;
using Ddas.Nas.Tool.Common;
using TorchSharp;

namespace Ddas.Nas.Tool.Search;

/// <summary>A warmed supernet and its images.</summary>
internal sealed class SupernetSource : SearchSource
{
    private const int CudaEvaluationBatch = 1024; // what a CPU's cache holds is no limit there

    private readonly string folder;
    private readonly WarmSupernet supernet;
    private readonly SupernetData images;
    private readonly BatchNormPolicy batchNorm;

    private SupernetSource(SourceRequest request, string folder, BatchNormPolicy batchNorm, WarmSupernet supernet, SupernetData images)
        : base(request) => (this.folder, this.batchNorm, this.supernet, this.images) = (folder, batchNorm, supernet, images);

    public override SearchSpaceDefinition Space => supernet.Space;

    public override string Device => images.Device.ToString();

    public override int Threads => torch.get_num_threads();

    public override string Dataset => images.Description.DataSet;

    public override int? ImagesPerStep => Options(0) is var step ? (step.Batches * step.BatchSize) + (step.ValidImages ?? images.Description.Valid) : null;

    public override IReadOnlyDictionary<string, string> Notes => new Dictionary<string, string> { ["supernet"] = Path.GetFullPath(folder) };

    public static SupernetSource Open(SourceRequest request, string folder, Runtime runtime)
    {
        var policy = Input.Use(() => BatchNormPolicy.Parse(request.BatchNorm));
        var device = runtime.Start();
        var supernet = WarmSupernet.Load(folder);
        try
        {
            var data = DataSetRequest.Read(folder);
            if (request.Data is { } moved) data = data with { Folder = moved };
            var images = data.Load(device);
            return images.Description.Checksum == supernet.Data.Checksum
                ? new SupernetSource(request, folder, policy, supernet, images)
                : throw new UsageException($"The images of '{data.Folder ?? data.Name}' are not those that the supernet in '{folder}' was made with (checksum {images.Description.Checksum} instead of {supernet.Data.Checksum}); name their folder with --data.");
        }
        catch
        {
            supernet.Dispose();
            throw;
        }
    }

    public override IReadOnlyList<StepPart> Measure(long seed, IReadOnlyList<ArchitectureWeights> actions, CancellationToken stop) =>
        new SupernetProbe(Options(seed), images.Description.Valid, options => Input.Use(() => Wrap(new SupernetEvaluator(supernet, images, options)))).Measure(actions, stop);

    public override void Dispose()
    {
        images.Dispose();
        supernet.Dispose();
    }

    /// <summary>FLOPs of the heaviest architecture: separable convolutions of 5 x 5 everywhere.</summary>
    protected override double ReferenceCost(IArchitectureCost? flops)
    {
        if (flops is null) throw new UsageException("--reward cost needs a supernet whose operations all have costs.");
        var alpha = new float[Space.ActionLength];
        for (int i = Space.IndexOf(DartsOperations.SeparableConv5x5); i < alpha.Length; i += Space.Operations.Count) alpha[i] = 1;
        return flops.Of(new BestPairDiscretizer().Discretize(ArchitectureWeights.FromValues(Space, alpha)));
    }

    protected override IArchitectureEvaluator Evaluator(long seed) => new SupernetEvaluator(supernet, images, Options(seed));

    private SupernetEvaluatorOptions Options(long seed)
    {
        var options = new SupernetEvaluatorOptions
        {
            Batches = Request.Batches, ValidImages = Request.Valid, BatchNorm = batchNorm, EvaluationPrecision = Request.Precision, Seed = seed,
        };
        if (images.Device.type == TorchSharp.DeviceType.CUDA) options.EvaluationBatchSize = CudaEvaluationBatch;
        return options;
    }
}
