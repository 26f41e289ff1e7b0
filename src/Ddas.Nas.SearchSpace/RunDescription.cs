using System.Globalization;

namespace Ddas.Nas.SearchSpace;

/// <summary>
/// What a run is made with, collected from its parts (<see cref="IDescribed"/>). Options decide results and are compared
/// when a run goes on; notes are only kept. Each part writes under a name of its own: the option <c>batches</c> of the part
/// <c>evaluator</c> is <c>evaluator.batches</c>.
/// </summary>
public sealed class RunDescription
{
    private readonly Content content;
    private readonly string section;

    /// <summary>Creates an empty description.</summary>
    public RunDescription()
        : this(new Content(), "")
    {
    }

    private RunDescription(Content content, string section) => (this.content, this.section) = (content, section);

    /// <summary>What results depend on, as text in the invariant culture.</summary>
    public IReadOnlyDictionary<string, string> Options => content.Options;

    /// <summary>What no result depends on.</summary>
    public IReadOnlyDictionary<string, string> Notes => content.Notes;

    /// <summary>Types of parts that do not describe themselves, so that a change of their options goes unnoticed.</summary>
    public IReadOnlyList<string> Undescribed => content.Undescribed;

    /// <summary>The run's seed: the first that a part gave; null where none did.</summary>
    public long? Seed => content.Seed;

    /// <summary>Where tensors live, for example <c>cuda:0</c>; null where there are none. The first part that says so decides.</summary>
    public string? Device
    {
        get => content.Device;
        set => content.Device ??= value;
    }

    /// <summary>Number of computing threads, where results depend on it; null elsewhere. The first part that says so decides.</summary>
    public int? Threads
    {
        get => content.Threads;
        set => content.Threads ??= value;
    }

    /// <summary>Version of libtorch; null where none is loaded. The first part that says so decides.</summary>
    public string? LibtorchVersion
    {
        get => content.LibtorchVersion;
        set => content.LibtorchVersion ??= value;
    }

    /// <summary>Name and checksum of what is measured on; null where nothing is read. The first part that says so decides.</summary>
    public (string Name, string Checksum)? Dataset
    {
        get => content.Dataset;
        set => content.Dataset ??= value;
    }

    /// <summary>Names the part that writes here, for example <c>nl</c> for a DDAS-NL agent; its type's name where it does not.</summary>
    public void Kind(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        content.Options[section.Length == 0 ? "kind" : section] = name;
    }

    /// <summary>Puts an option that results depend on.</summary>
    /// <param name="name">Its name within this part.</param>
    /// <param name="value">Its value; null for an option that is not set.</param>
    public void Set(string name, object? value) => content.Options[Full(name)] = Text(value);

    /// <summary>Puts the seed of this part.</summary>
    public void SetSeed(long seed)
    {
        content.Seed ??= seed;
        Set("seed", seed);
    }

    /// <summary>Puts what no result depends on, such as a path or a time limit.</summary>
    public void Note(string name, object? value) => content.Notes[Full(name)] = Text(value);

    /// <summary>Lets a part describe itself; one that cannot enters by its type's name.</summary>
    /// <param name="name">What the part is called here.</param>
    /// <param name="part">The part; null for none, which is said too.</param>
    public void Part(string name, object? part)
    {
        var own = new RunDescription(content, Full(name));
        own.Kind(part is null ? "none" : NameOf(part.GetType()));
        if (part is IDescribed described) described.Describe(own);
        else if (part is not null && !content.Undescribed.Contains(part.GetType().Name)) content.Undescribed.Add(part.GetType().Name);
    }

    private static string NameOf(Type type) => type.Name.Split('`')[0];

    private static string Text(object? value) => value switch
    {
        null => "",
        bool yes => yes ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private string Full(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return section.Length == 0 ? name : $"{section}.{name}";
    }

    private sealed class Content
    {
        public Dictionary<string, string> Options { get; } = [];

        public Dictionary<string, string> Notes { get; } = [];

        public List<string> Undescribed { get; } = [];

        public long? Seed { get; set; }

        public string? Device { get; set; }

        public int? Threads { get; set; }

        public string? LibtorchVersion { get; set; }

        public (string Name, string Checksum)? Dataset { get; set; }
    }
}
