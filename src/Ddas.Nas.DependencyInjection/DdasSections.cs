using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Ddpg;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet;
using Ddas.Nas.Supernet.Data;
using Microsoft.Extensions.Configuration;

namespace Ddas.Nas.DependencyInjection;

/// <summary>
/// Fills options from the sections that <see cref="DdasNasServiceCollectionExtensions.AddDdasNas"/> names. Values that are
/// immutable, which the binder would pass over, are made here.
/// </summary>
internal sealed class DdasSections(IConfiguration configuration)
{
    private static readonly string[] Known = ["Preset", "Folders", "Search", "Agent", "Data", "Warmup", "Environment"];

    public void Bind(SearchOptions options)
    {
        if (configuration.GetChildren().FirstOrDefault(s => !Known.Contains(s.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            throw new OptionsException(nameof(AddDdasNas), [$"'{unknown.Path}' is no section of it; there are {string.Join(", ", Known)}."]);
        Bind("Search", options);
    }

    public void Bind(DdpgAgentOptions options)
    {
        int steps = configuration.GetSection("Search").GetValue<int?>(nameof(SearchOptions.Steps)) ?? SearchOptions.DefaultSteps;
        var preset = Preset(Math.Max(1, steps)); // below 1 the options of the search say so
        (options.Schedule, options.ExploitNoise, options.FinalWindow) = (preset.Schedule, preset.ExploitNoise, preset.FinalWindow);
        var section = Bind("Agent", options);
        if (Given(section, nameof(options.Schedule)) is { } schedule)
            options.Schedule = new ExplorationSchedule(schedule.GetValue<int>("Explore"), schedule.GetValue<int>("Exploit"), schedule.GetValue<int>("Final"));
        if (Given(section, nameof(options.ExploitNoise)) is { } exploit) options.ExploitNoise = Noise(exploit);
        if (Given(section, nameof(options.FinalNoise)) is { } final) options.FinalNoise = Noise(final);
    }

    public void Bind(SupernetDataOptions options)
    {
        if (Given(Bind("Data", options), nameof(options.Normalization)) is { } normalization)
            options.Normalization = new Normalization(normalization.GetSection("Mean").Get<double[]>() ?? [], normalization.GetSection("Deviation").Get<double[]>() ?? []);
    }

    public void Bind(WarmupOptions options) => Bind("Warmup", options);

    public void Bind(SupernetEvaluatorOptions options) => Bind("Environment", options);

    /// <summary>A folder that is named in <c>Folders</c>; null where it is not.</summary>
    public string? Folder(string name) => configuration[$"Folders:{name}"];

    private static string AddDdasNas => nameof(DdasNasServiceCollectionExtensions.AddDdasNas);

    private IConfigurationSection Bind(string name, object options)
    {
        var section = configuration.GetSection(name);
        section.Bind(options, static binder => binder.ErrorOnUnknownConfiguration = true);
        return section;
    }

    private DdpgAgentOptions Preset(int steps) => configuration["Preset"] switch
    {
        null or "g" => DdpgAgentOptions.G(steps),
        "nl" => DdpgAgentOptions.Nl(steps),
        "4s" => DdpgAgentOptions.FourStage(steps),
        var other => throw new OptionsException(AddDdasNas, [$"Preset is '{other}', but must be nl, g or 4s."]),
    };

    private static IConfigurationSection? Given(IConfigurationSection section, string key) => section.GetSection(key) is var child && child.Exists() ? child : null;

    private static ActionNoise Noise(IConfigurationSection section) => new(section.GetValue<NoiseKind>(nameof(ActionNoise.Kind)), section.GetValue<double>(nameof(ActionNoise.Scale)));
}
