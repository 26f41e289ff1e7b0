using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Kernels.Programs;
using Ddas.Nas.Supernet.Operations;
using static TorchSharp.torch;
using Linear = TorchSharp.Modules.Linear;

namespace Ddas.Nas.Supernet.Networks;

/// <summary>
/// The DARTS network: stem, cells, global average pool, classifier. The one structure behind the supernet and stand-alone
/// networks. Tensors bear DARTS' own names.
/// </summary>
internal sealed class NetworkBody : IDisposable
{
    private readonly Chain stem;
    private readonly Convolution stemConvolution;
    private readonly BatchNorm stemNorm;
    private readonly Cell[] cells;
    private readonly AuxiliaryHead? auxiliaryHead;
    private readonly Linear classifier;
    private bool stemTraining = true;

    public NetworkBody(NetworkPlan plan)
    {
        Plan = plan;
        var skeleton = plan.Skeleton;
        stemConvolution = Convolution.Dense(skeleton.ImageChannels, skeleton.StemChannels, 3);
        stemNorm = new BatchNorm(skeleton.StemChannels, affine: true);
        stem = new Chain(0, stemConvolution, stemNorm);
        cells = [.. plan.Sites().Select(site => new Cell(plan, site))];
        if (plan.HasAuxiliaryHead)
            auxiliaryHead = new AuxiliaryHead(plan.Space.Topology.Nodes * plan.Sites().ElementAt(skeleton.AuxiliaryCell).Channels, skeleton.Classes);
        classifier = nn.Linear(plan.Space.Topology.Nodes * plan.Sites().Last().Channels, skeleton.Classes);
    }

    public NetworkPlan Plan { get; }

    /// <summary>The modules that every pass uses, by name.</summary>
    public IEnumerable<NamedModule> FixedModules =>
    [
        new("stem", stem),
        .. cells.SelectMany(static (cell, i) => cell.FixedModules.Select(m => new NamedModule($"cells.{i}.{m.Name}", m.Module))),
        .. auxiliaryHead is null ? Array.Empty<NamedModule>() : [new NamedModule("auxiliary_head", auxiliaryHead)],
        new("classifier", classifier),
    ];

    /// <summary>The modules of the operations, by name, cell after cell.</summary>
    public IEnumerable<(int Kind, ChosenPair Pair, NamedModule Module)> OperationModules =>
        from cell in cells.Select(static (cell, i) => (cell, i))
        from operation in cell.cell.Operations
        from module in operation.Modules
        select (cell.cell.Kind, operation.Pair, new NamedModule($"cells.{cell.i}.{module.Name}", module.Module));

    /// <summary>Number of operations over all cells.</summary>
    public int OperationCount => cells.Sum(static cell => cell.Operations.Count());

    /// <summary>Whether its tensors are freed.</summary>
    public bool IsDisposed { get; private set; }

    /// <summary>Refuses images that the network cannot be applied to.</summary>
    /// <exception cref="ArgumentException">Images have another form than the network needs; the message says both.</exception>
    public void Check(Tensor images, bool training)
    {
        ArgumentNullException.ThrowIfNull(images);
        var weight = stemConvolution.Weight;
        long[] shape = images.shape;
        int shrink = NetworkPlan.Shrink(Plan.Skeleton);
        bool fits = shape.Length == 4 && shape[0] > 0 && shape[1] == Plan.Skeleton.ImageChannels && shape[2] > 0 && shape[3] > 0 && shape[2] % shrink == 0 && shape[3] % shrink == 0;
        bool reduced = !training && weight.dtype == float32 && images.dtype == bfloat16;
        if (!fits || (images.dtype != weight.dtype && !reduced) || images.device_type != weight.device_type)
        {
            throw new ArgumentException(
                $"The network takes images [B, {Plan.Skeleton.ImageChannels}, H, W] of {weight.dtype} on {weight.device}, H and W divisible by {shrink}; given were [{string.Join(", ", shape)}] of {images.dtype} on {images.device}.", nameof(images));
        }

        int least = NetworkPlan.SmallestTrainingBatch(Plan.Skeleton, Plan.HasAuxiliaryHead, shape[2], shape[3]);
        if (training && shape[0] < least)
            throw new ArgumentException($"BatchNorm in training needs more than one value a channel: a batch of images [{string.Join(", ", shape)}] must hold at least {least}.", nameof(images));
    }

    /// <summary>Applies the network, on tensors.</summary>
    /// <param name="images">[B, image channels, H, W], normalized; of the weights' type, or in evaluation bfloat16, in which convolutions then compute.</param>
    /// <param name="passes">What to compute, by cell kind.</param>
    /// <param name="training">Training or evaluation mode.</param>
    /// <param name="dropPath">Drops outputs of operations; null to keep all.</param>
    /// <returns>Logits [B, classes], and in training mode those of the auxiliary head where there is one.</returns>
    public (Tensor Logits, Tensor? Auxiliary) Forward(Tensor images, IReadOnlyList<CellPass> passes, bool training, DropPath? dropPath = null)
    {
        if (stemTraining != training) stem.train(stemTraining = training);
        var beforePrevious = new CellNodes(stem.call(images)); // [B, stem channels, H, W]
        var previous = beforePrevious;
        Tensor? auxiliary = null;
        for (int i = 0; i < cells.Length; i++)
        {
            var output = cells[i].Forward(beforePrevious, previous, passes[cells[i].Kind], training, dropPath); // nodes x [B, C, H', W']
            if (!ReferenceEquals(beforePrevious, previous)) beforePrevious.Dispose();
            beforePrevious = previous;
            previous = output;
            if (training && i == Plan.Skeleton.AuxiliaryCell) auxiliary = auxiliaryHead?.call(output.Activated); // [B, classes]
        }

        beforePrevious.Dispose();
        using (previous)
        using (var mean = previous.Mean()) // [B, nodes x C]
        using (var pooled = mean.to(classifier.weight!.dtype))
            return (classifier.call(pooled), auxiliary); // [B, classes]
    }

    public void Dispose()
    {
        IsDisposed = true;
        stem.Dispose();
        foreach (var cell in cells) cell.Dispose();
        auxiliaryHead?.Dispose();
        classifier.Dispose();
    }

    /// <summary>The network in evaluation mode as a program, where one can hold it: float32 on the CPU, and no operation of the caller's.</summary>
    public ImageProgram? TryCompile(Tensor images, IReadOnlyList<CellPass> passes)
    {
        var (height, width, skeleton) = ((int)images.shape[2], (int)images.shape[3], Plan.Skeleton);
        if (Plan.Kernels.TryProgram(images, skeleton.Channels) is not { } program) return null;
        var image = program.Input(height, width, skeleton.ImageChannels);
        ImageSlot[] beforePrevious = [program.Take(height, width, skeleton.StemChannels)], previous = beforePrevious;
        program.AppendDense(image, stemConvolution.Weight, stemNorm.Evaluation, beforePrevious[0]);
        foreach (var cell in cells)
        {
            if (cell.TryAppendTo(program, beforePrevious, previous, passes[cell.Kind]) is not { } output)
            {
                program.Dispose();
                return null;
            }

            if (!ReferenceEquals(beforePrevious, previous)) Array.ForEach(beforePrevious, program.Return);
            (beforePrevious, previous) = (previous, output);
        }

        program.AppendClassifier(previous, classifier.weight!, classifier.bias!);
        return program;
    }
}
