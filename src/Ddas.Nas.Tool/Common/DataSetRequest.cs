using System.Text.Json;
using Ddas.Nas.Records.Files;
using Ddas.Nas.Supernet;
using Ddas.Nas.Supernet.Data;
using TorchSharp;

namespace Ddas.Nas.Tool.Common;

/// <summary>Which images a run uses; kept beside the supernet so that a search finds them again.</summary>
/// <param name="Name">Name of the data set, one of <see cref="DataSets.Names"/>.</param>
/// <param name="Folder">Where its files are; null for the usual place.</param>
/// <param name="ImageSize">Side that images are brought to; null for their own.</param>
/// <param name="Train">Images in D_T; null for half.</param>
/// <param name="Valid">Images in D_V; null for the other half.</param>
internal sealed record DataSetRequest(string Name, string? Folder, int? ImageSize, int? Train, int? Valid)
{
    private const string FileName = "dataset.json";

    /// <summary>Reads the training images and brings them to the device, divided into D_T and D_V.</summary>
    public SupernetData Load(torch.Device device)
    {
        var images = DataSets.Open(Name, Folder, ImageSize).ReadTrain();
        var options = new SupernetDataOptions
        {
            // A folder's images come sorted by class.
            Split = new DataSplitOptions { Train = Train, Valid = Valid, Stratified = Name == "folder" },
            Normalization = DataSets.NormalizationOf(Name),
        };
        return Input.Use(() => new SupernetData(ImageSize is { } side ? ImageResize.To(images, side) : images, options, device));
    }

    /// <summary>Writes it beside a supernet that is yet to be made.</summary>
    /// <exception cref="UsageException">The folder cannot be written.</exception>
    public void SaveWhereAbsent(string supernetFolder)
    {
        try
        {
            Directory.CreateDirectory(supernetFolder);
            if (!File.Exists(Path.Combine(supernetFolder, FileName))) Save(supernetFolder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{supernetFolder}' cannot be written: {e.Message.TrimEnd('.')}. Choose another folder, or change its permissions.", e);
        }
    }

    public void Save(string supernetFolder) =>
        AtomicFile.Write(Path.Combine(supernetFolder, FileName), stream => JsonSerializer.Serialize(stream, this));

    /// <exception cref="UsageException">The folder does not say, or says what cannot be read.</exception>
    public static DataSetRequest Read(string supernetFolder)
    {
        string path = Path.Combine(supernetFolder, FileName);
        try
        {
            return JsonSerializer.Deserialize<DataSetRequest>(RegularFile.ReadAllText(path)) ?? throw new JsonException("null");
        }
        catch (Exception e) when (e is IOException or InvalidDataException or JsonException)
        {
            throw new UsageException($"'{path}' does not say which images the supernet was made with ({e.Message.TrimEnd('.')}); make the supernet with ddas warmup.", e);
        }
    }
}
