using System.Text.Json;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Files;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Operations;

namespace Ddas.Nas.Supernet;

/// <summary>A supernet as files: <c>supernet.safetensors</c> and, written last, <c>manifest.json</c>.</summary>
internal static class SupernetFolder
{
    private const string ManifestName = "manifest.json";
    private const string WeightsName = "supernet.safetensors";

    /// <summary>Whether a folder holds a supernet; it may still be damaged.</summary>
    public static bool IsSupernet(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return File.Exists(Path.Combine(folder, ManifestName));
    }

    /// <summary>What a folder's supernet was made with; null where it does not say.</summary>
    /// <exception cref="SupernetFolderException">There is none, or its manifest is damaged.</exception>
    public static RunConditions? ConditionsOf(string folder) => ReadManifest(folder).Conditions is { } entries ? new RunConditions(entries) : null;

    /// <summary>Writes a supernet. A folder that is cut off in between holds no manifest, and so no supernet.</summary>
    /// <exception cref="SupernetFolderException">The folder cannot be written, or holds a supernet already.</exception>
    public static void Save(WarmSupernet supernet, string folder, RunConditions? conditions)
    {
        if (IsSupernet(folder)) throw new SupernetFolderException($"'{folder}' already holds a {ManifestName}. Choose another folder, or remove this one.");
        try
        {
            Directory.CreateDirectory(folder);
            TensorFile.Save(Path.Combine(folder, WeightsName), supernet.Weights.Select(static w => (w.Key, w.Value)));
            var manifest = SupernetManifest.Of(supernet, FileChecksum.Of(Path.Combine(folder, WeightsName)), conditions);
            AtomicFile.Write(Path.Combine(folder, ManifestName), manifest.Write);
        }
        catch (Exception e) when (e is SafetensorsException or IOException or UnauthorizedAccessException)
        {
            throw new SupernetFolderException($"'{folder}' cannot be written: {e.Message.TrimEnd('.')}. Choose another folder, or change its permissions.", e);
        }
    }

    /// <summary>Reads a supernet.</summary>
    /// <param name="folder">A folder that <see cref="Save"/> wrote.</param>
    /// <param name="space">The space that it must be of; null for <see cref="SearchSpaceDefinition.Darts"/>.</param>
    /// <param name="operations">What the operations compute; null for <see cref="OperationTable.Darts"/>.</param>
    /// <returns>The supernet, which the caller disposes.</returns>
    /// <exception cref="SupernetFolderException">There is none, it is damaged, or of another space or shape than it says.</exception>
    public static WarmSupernet Load(string folder, SearchSpaceDefinition? space = null, OperationTable? operations = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        (space, operations) = (space ?? SearchSpaceDefinition.Darts, operations ?? OperationTable.Darts);
        var manifest = ReadManifest(folder);
        CheckSpace(folder, manifest, space);
        try
        {
            FileChecksum.Check(Path.Combine(folder, WeightsName), manifest.Sha256);
            using var network = SupernetNetwork.WithoutWeights(manifest.Skeleton, new NetworkOptions { Space = space, Operations = operations });
            TensorFile.Load(Path.Combine(folder, WeightsName), network.NamedTensors.Select(static t => (t.Key, t.Value)));
            FiniteWeights.Require(network.NamedTensors);
            return new WarmSupernet(
                space, network.Skeleton, operations, WarmSupernet.Snapshot(network), manifest.OneShot.ToScore(), manifest.Epochs(), manifest.Data);
        }
        catch (Exception e) when (e is SafetensorsException or ArgumentException)
        {
            throw new SupernetFolderException($"'{folder}' holds no usable supernet: {e.Message}", e);
        }
    }

    private static SupernetManifest ReadManifest(string folder)
    {
        string path = Path.Combine(folder, ManifestName);
        try
        {
            var manifest = SupernetManifest.Read(RegularFile.ReadAllText(path));
            return manifest.SchemaVersion == SupernetManifest.CurrentSchemaVersion
                ? manifest
                : throw new SupernetFolderException($"'{path}' has schema version {manifest.SchemaVersion}, but this library reads {SupernetManifest.CurrentSchemaVersion}. Use the version of the library that wrote it.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SupernetFolderException($"'{folder}' holds no supernet: there is no {ManifestName} in it. Name the folder that a warm-up wrote.", e);
        }
        catch (JsonException e)
        {
            throw new SupernetFolderException($"'{path}' is no supernet's manifest: {e.Message}", e);
        }
        catch (Exception e) when (e is not SupernetFolderException && e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new SupernetFolderException($"'{path}' cannot be read: {e.Message}", e);
        }
    }

    private static void CheckSpace(string folder, SupernetManifest manifest, SearchSpaceDefinition space)
    {
        string expected = Describe(space.Name, space.CellKinds, SupernetManifest.NamesOf(space));
        string found = Describe(manifest.Space, manifest.CellKinds, manifest.Operations);
        if (found != expected)
            throw new SupernetFolderException($"'{folder}' holds a supernet of another space: expected {expected}; found {found}.");
    }

    private static string Describe(string name, IEnumerable<string> kinds, IEnumerable<string> operations) =>
        $"'{name}' with cells {string.Join(", ", kinds)} and operations {string.Join(", ", operations)}";
}
