using Ddas.Nas.Records;
using Ddas.Nas.Records.Files;
using Ddas.Nas.Supernet;
using Ddas.Nas.Supernet.Training;

namespace Ddas.Nas.Onnx;

/// <summary>
/// Writes networks of the DARTS space as ONNX models (opset 17, dynamic batch): input <c>images</c>, output <c>logits</c>.
/// Each is run in ONNX Runtime and compared with the network before its file appears. The application brings the natives of
/// ONNX Runtime (package Microsoft.ML.OnnxRuntime).
/// </summary>
public static class OnnxExporter
{
    /// <summary>
    /// Exports a trained cell. The model's metadata hold <c>genotype</c>, <c>image_size</c>, <c>image_channels</c>, <c>mean</c>,
    /// <c>deviation</c> and, where they are known, <c>class_names</c> as a JSON array: the file alone names a class.
    /// </summary>
    /// <param name="cell">The cell; its auxiliary head is left out.</param>
    /// <param name="path">The file; it is replaced as a whole, and only by a model that was verified.</param>
    /// <param name="options">Folding, preprocessing, tolerance; null for the defaults.</param>
    /// <exception cref="SearchSpace.OptionsException">An option is out of range.</exception>
    /// <exception cref="ArgumentException">An operation has no ONNX form here.</exception>
    /// <exception cref="OnnxExportException">The file cannot be written, ONNX Runtime does not run the model, or it computes something else.</exception>
    public static OnnxExport Export(TrainedCell cell, string path, OnnxExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return Export(cell.Network, cell.Manifest, path, options);
    }

    /// <summary>Exports a network without what a training knows of it: its metadata hold genotype and image size only.</summary>
    /// <param name="network">The network; its auxiliary head is left out.</param>
    /// <param name="path">The file; it is replaced as a whole, and only by a model that was verified.</param>
    /// <param name="options">Folding, preprocessing, tolerance; null for the defaults.</param>
    /// <exception cref="SearchSpace.OptionsException">An option is out of range.</exception>
    /// <exception cref="ArgumentException">An operation has no ONNX form here.</exception>
    /// <exception cref="OnnxExportException">The file cannot be written, ONNX Runtime does not run the model, or it computes something else.</exception>
    public static OnnxExport Export(StandAloneNetwork network, string path, OnnxExportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Export(network, manifest: null, path, options);
    }

    private static OnnxExport Export(StandAloneNetwork network, TrainedCellManifest? manifest, string path, OnnxExportOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new OnnxExportOptions();
        options.Validate(network.Skeleton.ImageChannels);
        byte[] model = NetworkGraph.Build(network, options.FoldBatchNorm, options.Preprocessing, manifest);
        double difference = OnnxVerification.Difference(network, model, options);
        try
        {
            AtomicFile.Write(path, stream => stream.Write(model));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OnnxExportException($"'{path}' cannot be written: {e.Message.TrimEnd('.')}. Name another file, or change its folder's permissions.", e);
        }

        return new OnnxExport(path, model.Length, difference);
    }
}
