using System.Collections.ObjectModel;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Supernet.Kernels;
using Ddas.Nas.Supernet.Operations;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Training;

/// <summary>
/// A trained network and what is known of it, as a folder keeps it: <c>network.safetensors</c> and <c>manifest.json</c>. Not
/// thread-safe; the owner disposes it.
/// </summary>
/// <remarks><code>
/// using var cell = TrainedCell.Load("cells/DARTS_V2");
/// var prediction = cell.Predict("shoe.png");
/// Console.WriteLine($"{prediction.ClassName}: {prediction.Probability:P1}");
/// </code></remarks>
public sealed class TrainedCell : IDisposable
{
    /// <summary>Name of the file of weights, in DARTS' own tensor names.</summary>
    public const string WeightsName = "network.safetensors";

    /// <summary>Name of the manifest's file, which is written last.</summary>
    public const string ManifestName = "manifest.json";

    private const string GenotypeKey = "genotype";

    internal TrainedCell(StandAloneNetwork network, TrainedCellManifest manifest) => (Network, Manifest) = (network, manifest);

    /// <summary>The network, with its auxiliary head where it was trained with one.</summary>
    public StandAloneNetwork Network { get; }

    /// <summary>How it was trained and how well it did; <see cref="Save"/> writes what stands here.</summary>
    public TrainedCellManifest Manifest { get; set; }

    /// <summary>Reads a trained cell.</summary>
    /// <param name="folder">A folder that <see cref="Save"/> wrote.</param>
    /// <param name="device">Where to; null for the CPU.</param>
    /// <param name="space">The space that it must be of; null for <see cref="SearchSpaceDefinition.Darts"/>.</param>
    /// <param name="operations">What the operations compute; null for <see cref="OperationTable.Darts"/>.</param>
    /// <returns>The cell, which the caller disposes.</returns>
    /// <exception cref="TrainedCellException">There is none, it is damaged, of another space, or its weights are of another genotype.</exception>
    public static TrainedCell Load(string folder, Device? device = null, SearchSpaceDefinition? space = null, OperationTable? operations = null) =>
        Load(folder, device, space, operations, KernelChoice.Auto);

    /// <summary>The same for a network that computes with the kernels asked for.</summary>
    internal static TrainedCell Load(string folder, Device? device, SearchSpaceDefinition? space, OperationTable? operations, KernelChoice kernels)
    {
        var manifest = ReadManifest(folder);
        space ??= SearchSpaceDefinition.Darts;
        if (manifest.Space != space.Name) throw new TrainedCellException($"'{folder}' holds a cell of the space '{manifest.Space}', not of '{space.Name}'.");
        StandAloneNetwork? network = null;
        try
        {
            FileChecksum.Check(Path.Combine(folder, WeightsName), manifest.Sha256);
            var options = new NetworkOptions { Space = space, Operations = operations ?? OperationTable.Darts, Device = device ?? CPU, Kernels = kernels };
            network = StandAloneNetwork.WithoutWeights(Genotype.Parse(manifest.Genotype), manifest.Network, manifest.AuxiliaryHead, options);
            var metadata = TensorFile.Load(Path.Combine(folder, WeightsName), network.NamedTensors.Select(static t => (t.Key, t.Value)));
            FiniteWeights.Require(network.NamedTensors);
            if (metadata.GetValueOrDefault(GenotypeKey) is { } other && other != manifest.Genotype)
                throw new TrainedCellException($"'{folder}' holds the weights of another genotype than its {ManifestName} says: {other}. Restore the {WeightsName} that belongs to it.");
            return new TrainedCell(network, manifest);
        }
        catch (Exception e)
        {
            network?.Dispose();
            if (e is SafetensorsException or ArgumentException or FormatException) throw new TrainedCellException($"'{folder}' holds no usable trained cell: {e.Message}", e);
            throw;
        }
    }

    /// <summary>Reads the manifest of a trained cell's folder, without its weights.</summary>
    /// <exception cref="TrainedCellException">There is none, or it is damaged.</exception>
    public static TrainedCellManifest ReadManifest(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        string path = Path.Combine(folder, ManifestName);
        try
        {
            return TrainedCellManifest.Load(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TrainedCellException($"'{folder}' holds no trained cell: there is no {ManifestName} in it. Name the folder that a training wrote.", e);
        }
        catch (RecordFormatException e)
        {
            throw new TrainedCellException($"'{folder}' holds no trained cell: {e.Message}", e);
        }
    }

    /// <summary>Writes the cell; the manifest last, so that a folder that was cut off holds no cell.</summary>
    /// <param name="folder">The folder, which is made where it is absent; a cell in it is replaced.</param>
    /// <exception cref="TrainedCellException">It cannot be written.</exception>
    public void Save(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        try
        {
            Directory.CreateDirectory(folder);
            WriteWeights(Path.Combine(folder, WeightsName));
            Manifest = Manifest with { Sha256 = FileChecksum.Of(Path.Combine(folder, WeightsName)) };
            Manifest.Save(Path.Combine(folder, ManifestName));
        }
        catch (Exception e) when (e is SafetensorsException or IOException or UnauthorizedAccessException)
        {
            throw new TrainedCellException($"'{folder}' cannot be written: {e.Message}", e);
        }
    }

    /// <summary>Writes the weights alone as a safetensors file, under DARTS' own tensor names, and reads them back to compare every bit.</summary>
    /// <param name="path">The file; it is replaced as a whole.</param>
    /// <exception cref="TrainedCellException">It cannot be written, or holds something else when it is read.</exception>
    public void SaveWeights(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        SafetensorsFile written;
        try
        {
            WriteWeights(path);
            written = SafetensorsFile.Read(path);
        }
        catch (SafetensorsException e)
        {
            throw new TrainedCellException($"The weights cannot be exported: {e.Message}", e);
        }

        foreach (var (name, tensor) in Network.NamedTensors)
            if (written.Find(name) is not { } read || !read.Bytes.Span.SequenceEqual(TensorFile.Pack(name, tensor).Bytes.Span))
                throw new TrainedCellException($"'{path}' does not hold tensor '{name}' as it was written; check the disk.");
    }

    /// <summary>Classifies an image.</summary>
    /// <param name="imageFile">A PNG or JPEG file; it gets its size as <see cref="FolderImageSource"/> says.</param>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is no PNG or JPEG, damaged, or too large.</exception>
    /// <exception cref="InvalidOperationException">The network takes images of neither 1 nor 3 channels.</exception>
    public Prediction Predict(string imageFile)
    {
        var (side, channels) = (Manifest.Network.ImageSize, Manifest.Network.ImageChannels);
        if (channels is not (1 or 3)) throw new InvalidOperationException($"The network takes images of {channels} channels, but files have 1 or 3.");
        return Predict(ImageDataSet.Adopt(imageFile, new ImageShape(channels, side, side), [.. Enumerable.Range(0, Manifest.Network.Classes).Select(static c => $"{c}")], ImageFile.Read(imageFile, side, channels), [0]))[0];
    }

    /// <summary>Classifies images; their labels are not looked at.</summary>
    /// <param name="images">At least one, of the channels of the network; brought to its side as <see cref="ImageResize"/> does.</param>
    /// <param name="batchSize">Images in a batch, at least 1.</param>
    /// <returns>A prediction for each image, in their order.</returns>
    /// <exception cref="ArgumentException">Images have other channels, or cannot be brought to the network's side.</exception>
    public IReadOnlyList<Prediction> Predict(ImageDataSet images, int batchSize = 64)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Shape.Channels != Manifest.Network.ImageChannels)
            throw new ArgumentException($"Images of {images.Name} have {images.Shape.Channels} channels, but the network takes {Manifest.Network.ImageChannels}.", nameof(images));
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        using var resident = new DeviceImages(ImageResize.To(images, Manifest.Network.ImageSize), Network.Parameters[0].device, frame: 0);
        using var transform = new BatchTransform(resident, new Normalization(Manifest.Mean, Manifest.Deviation), new AugmentationOptions { Padding = 0, Flip = false });
        var batches = new EvaluationBatches(transform, [.. Enumerable.Range(0, images.Count)], batchSize);
        using var pass = Network.Compile();
        var predictions = new List<Prediction>(images.Count);
        for (int i = 0; i < batches.Count; i++)
        {
            using var batch = batches.Batch(i);
            using var logits = pass.Run(batch.Images); // [B, classes]
            using var probabilities = nn.functional.softmax(logits, 1, float64).cpu(); // [B, classes]
            predictions.AddRange(probabilities.data<double>().ToArray().Chunk(Manifest.Network.Classes).Select(ToPrediction));
        }

        return predictions;
    }

    /// <inheritdoc/>
    public void Dispose() => Network.Dispose();

    private void WriteWeights(string path) =>
        TensorFile.Save(path, Network.NamedTensors.Select(static t => (t.Key, t.Value)), new Dictionary<string, string> { [GenotypeKey] = Manifest.Genotype });

    private Prediction ToPrediction(double[] probabilities)
    {
        int label = Array.IndexOf(probabilities, probabilities.Max());
        return new Prediction(label, Manifest.ClassNames?[label], probabilities[label], new ReadOnlyCollection<double>(probabilities));
    }
}
