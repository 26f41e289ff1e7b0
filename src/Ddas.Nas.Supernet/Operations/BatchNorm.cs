using Ddas.Nas.Supernet.Kernels.Blocks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>
/// BatchNorm over [B, C, H, W] with PyTorch's names and numbers (epsilon 1e-5, momentum 0.1, unbiased running variance).
/// TorchSharp's own makes a temporary scalar at every call (see <see cref="Scalars"/>).
/// </summary>
internal sealed class BatchNorm : nn.Module<Tensor, Tensor>
{
    public const double Epsilon = 1e-5;

    private readonly Parameter? weight;
    private readonly Parameter? bias;
    private readonly Tensor running_mean;
    private readonly Tensor running_var;
    private readonly Tensor num_batches_tracked;
    private bool batchStatistics = true;

    public BatchNorm(int channels, bool affine)
        : base(nameof(BatchNorm))
    {
        if (affine) (weight, bias) = (new Parameter(ones(channels)), new Parameter(zeros(channels)));
        (running_mean, running_var, num_batches_tracked) = (zeros(channels), ones(channels), zeros([], int64));
        RegisterComponents();
    }

    /// <summary>Share of a batch's statistics in the running ones.</summary>
    public double Momentum { get; set; } = 0.1;

    public Tensor RunningMean => running_mean;

    public Tensor RunningVariance => running_var;

    public Tensor BatchesTracked => num_batches_tracked;

    public override Tensor forward(Tensor input)
    {
        CheckCount(input.shape, stride: 1);
        CountBatch();
        return nn.functional.batch_norm(input, running_mean, running_var, weight, bias, batchStatistics, Momentum, Epsilon);
    }

    /// <summary>What <see cref="forward"/> does, for a function that does it itself, and then calls <see cref="CountBatch"/>.</summary>
    public BlockNorm Block => new(running_mean, running_var, weight, bias, batchStatistics, Momentum, Epsilon);

    /// <summary>What evaluation mode does.</summary>
    public BlockNorm Evaluation => new(running_mean, running_var, weight, bias, false, Momentum, Epsilon);

    /// <summary>Refuses batch statistics of a single value a channel, whose variance does not exist.</summary>
    /// <param name="shape">[B, C, H, W], before a stride.</param>
    /// <param name="stride">What divides its sides on the way here.</param>
    /// <exception cref="ArgumentException">There is one value a channel.</exception>
    public void CheckCount(long[] shape, int stride)
    {
        if (!batchStatistics || shape.Length != 4 || shape[0] > 1 || (shape[2] + stride - 1) / stride * ((shape[3] + stride - 1) / stride) > 1) return;
        throw new ArgumentException($"BatchNorm in training needs more than one value a channel, but met a batch of one image of one pixel, [{shape[0]}, {RunningMean.shape[0]}, 1, 1]. Give at least two images.");
    }

    /// <summary>Counts a batch whose statistics entered the running ones, if they did.</summary>
    public void CountBatch()
    {
        if (batchStatistics) num_batches_tracked.add_(Scalars.One, Scalars.One);
    }

    public override void train(bool on = true)
    {
        base.train(on);
        batchStatistics = on;
    }

    /// <summary>Enters a batch's statistics that were taken elsewhere into the running ones.</summary>
    public void Track(Tensor mean, Tensor variance)
    {
        using var share = Momentum.ToScalar();
        using var rest = (1 - Momentum).ToScalar();
        running_mean.mul_(rest).add_(mean, share);
        running_var.mul_(rest).add_(variance, share);
        num_batches_tracked.add_(Scalars.One, Scalars.One);
    }
}
