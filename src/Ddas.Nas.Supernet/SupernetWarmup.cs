using Ddas.Nas.Records;
using Ddas.Nas.Records.Internal;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Supernet;

/// <summary>
/// Makes a supernet and trains all of its operations together (Section V-A): alpha is 1 everywhere, SGD with momentum on
/// D_T, the learning rate falls along a cosine from epoch to epoch. <see cref="Run"/> begins it, goes on with it where it
/// was cut off, or reads the supernet where the folder holds it already. The same seed gives the same weights bit for bit on
/// a CPU with the same number of threads.
/// </summary>
public sealed class SupernetWarmup
{
    private readonly string? folder;
    private readonly SupernetData data;
    private readonly WarmupOptions options;

    /// <summary>Prepares a warm-up; nothing is read or written yet.</summary>
    /// <param name="folder">Where the supernet is kept; null to keep nothing on the disk.</param>
    /// <param name="data">D_T and D_V.</param>
    /// <param name="options">Size, training, and how to deal with the folder; null for the paper's.</param>
    /// <exception cref="OptionsException">Options are out of range; the message says all of them.</exception>
    public SupernetWarmup(string? folder, SupernetData data, WarmupOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        this.options = options ?? new WarmupOptions();
        this.options.Validate();
        (this.folder, this.data) = (folder is null ? null : Path.GetFullPath(folder), data);
    }

    /// <summary>What the warm-up is made with.</summary>
    public RunDescription Description
    {
        get
        {
            var description = new RunDescription();
            options.Describe(description);
            data.Describe(description);
            TorchDescription.Describe(description, data.Device);
            return description;
        }
    }

    /// <summary>Brings the warm-up to its end, on the device where the images are.</summary>
    /// <param name="progress">Told after every batch and every epoch, on this thread; null for nobody.</param>
    /// <param name="cancel">Finishes the batch under way, writes a checkpoint, and throws; run again, the warm-up goes on.</param>
    /// <returns>The warmed supernet, which the caller disposes.</returns>
    /// <exception cref="ArgumentException">The space makes no DARTS network, or has an operation that the table does not define.</exception>
    /// <exception cref="NonFiniteException">The weights diverged; no checkpoint was written of that.</exception>
    /// <exception cref="SupernetMemoryException">A batch does not fit into memory.</exception>
    /// <exception cref="FolderInUseException">Another process holds the folder.</exception>
    /// <exception cref="RunFolderException">The folder cannot be written, or holds a warm-up that is to be refused.</exception>
    /// <exception cref="RunConditionsException">The folder holds a supernet that was made under other conditions, and that is not accepted.</exception>
    /// <exception cref="SupernetFolderException">The folder's supernet is damaged.</exception>
    /// <exception cref="CheckpointException">No checkpoint can be used.</exception>
    /// <exception cref="OperationCanceledException">The warm-up was cancelled.</exception>
    public WarmSupernet Run(IProgress<RunProgress>? progress = null, CancellationToken cancel = default)
    {
        using var span = SupernetTelemetry.Begin("warm-up");
        using var training = new WarmupTraining(options, data, RunConditions.Of(Description), progress);
        return RunEngine.Run(folder, training, options.Run, cancel);
    }
}
