using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Ddpg;
using Ddas.Nas.Agents.Noise;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Supernet;
using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Supernet.Operations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ddas.Nas.DependencyInjection;

/// <summary>Registers what a search is made of.</summary>
public static class DdasNasServiceCollectionExtensions
{
    /// <summary>
    /// Registers a search with a DDPG agent in a supernet. A scope is one search: it has an <see cref="IEnvironment"/>, an
    /// <see cref="ISearchAgent"/>, and a <see cref="SearchRun"/> (or a <see cref="SearchLoop"/>, which keeps no files) of its own
    /// and disposes them. What the caller registers itself, before or after, is used in place of what is registered here:
    /// <see cref="IEnvironment"/>, <see cref="IArchitectureEvaluator"/>, <see cref="ISearchAgent"/>, <see cref="WarmSupernet"/>,
    /// <see cref="SearchSpaceDefinition"/> (DARTS), <see cref="OperationTable"/> (DARTS), <see cref="IRewardFunction"/> (the
    /// paper's), <see cref="IDiscretizer"/> (Algorithm 1). Further costs (<see cref="IArchitectureCost"/>) and noise of the
    /// exploit phase (<see cref="INoiseProcess"/>) are used where registered, as is logging.
    /// </summary>
    /// <remarks>
    /// Register an <see cref="IImageSource"/>, from which the <see cref="SupernetData"/> is read when first asked for; the
    /// supernet is then warmed up, or read where its folder holds it. Options come from these sections, all of them optional; a
    /// key that names no option is an error, and all options are validated when the host starts:
    /// <list type="table">
    /// <item><term><c>Preset</c></term><description><c>nl</c>, <c>g</c> (default) or <c>4s</c>, over <c>Search:Steps</c> steps</description></item>
    /// <item><term><c>Folders</c></term><description><c>Supernet</c> keeps the warm-up (nothing is kept without it), <c>Run</c> the search</description></item>
    /// <item><term><c>Search</c></term><description><see cref="SearchOptions"/></description></item>
    /// <item><term><c>Agent</c></term><description><see cref="DdpgAgentOptions"/>, on top of the preset; <c>Schedule</c> has <c>Explore</c>, <c>Exploit</c> and <c>Final</c>, a noise <c>Kind</c> and <c>Scale</c></description></item>
    /// <item><term><c>Data</c></term><description><see cref="SupernetDataOptions"/>; <c>Normalization</c> has <c>Mean</c> and <c>Deviation</c>, a list each</description></item>
    /// <item><term><c>Warmup</c></term><description><see cref="WarmupOptions"/></description></item>
    /// <item><term><c>Environment</c></term><description><see cref="SupernetEvaluatorOptions"/>; <c>BatchNorm</c> is <c>running</c>, <c>recalibrate:K</c> or <c>batch</c></description></item>
    /// </list>
    /// </remarks>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The section that holds those of the list, for example <c>Ddas</c> of appsettings.json.</param>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddDdasNas(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        var sections = new DdasSections(configuration);
        AddOptions(services, sections);

        services.TryAddSingleton(SearchSpaceDefinition.Darts);
        services.TryAddSingleton(OperationTable.Darts);
        services.TryAddSingleton<IRewardFunction, DdasReward>();
        services.TryAddSingleton<IDiscretizer>(_ => new BestPairDiscretizer());
        services.TryAddSingleton(s => new SupernetData(s.GetRequiredService<IImageSource>().ReadTrain(), Options<SupernetDataOptions>(s)));
        services.TryAddSingleton(s => new SupernetWarmup(sections.Folder("Supernet"), s.GetRequiredService<SupernetData>(), Options<WarmupOptions>(s)));
        services.TryAddSingleton(s => s.GetRequiredService<SupernetWarmup>().Run());
        services.TryAddScoped<IArchitectureEvaluator>(s => new SupernetEvaluator(s.GetRequiredService<WarmSupernet>(), s.GetRequiredService<SupernetData>(), Options<SupernetEvaluatorOptions>(s)));
        services.TryAddScoped<IEnvironment>(s => new SearchEnvironment(
            s.GetRequiredService<IArchitectureEvaluator>(),
            new SearchEnvironmentOptions { Discretizer = s.GetRequiredService<IDiscretizer>(), Reward = s.GetRequiredService<IRewardFunction>(), Costs = [.. s.GetServices<IArchitectureCost>()] }));
        services.TryAddScoped<ISearchAgent>(s => new DdpgAgent(s.GetRequiredService<SearchSpaceDefinition>(), Options<DdpgAgentOptions>(s), s.GetService<INoiseProcess>()));
        services.TryAddScoped(s => new SearchLoop(s.GetRequiredService<IEnvironment>(), s.GetRequiredService<ISearchAgent>(), Options<SearchOptions>(s), s.GetService<ILogger<SearchLoop>>()));
        services.TryAddScoped(s => new SearchRun(
            sections.Folder("Run") ?? throw new OptionsException(nameof(AddDdasNas), ["Folders:Run is missing, but a SearchRun needs the folder that keeps it; name one, or use SearchLoop."]),
            s.GetRequiredService<IEnvironment>(), s.GetRequiredService<ISearchAgent>(), Options<SearchOptions>(s), s.GetService<ILogger<SearchRun>>()));
        return services;
    }

    private static void AddOptions(IServiceCollection services, DdasSections sections)
    {
        Add<SearchOptions>(services, sections.Bind, static options => options.Validate());
        Add<DdpgAgentOptions>(services, sections.Bind, static options => options.Validate());
        Add<SupernetDataOptions>(services, sections.Bind, static options => options.Validate());
        Add<WarmupOptions>(services, sections.Bind, static options => options.Validate());
        services.AddOptions<WarmupOptions>().Configure<SearchSpaceDefinition, OperationTable>(static (options, space, operations) => (options.Space, options.Operations) = (space, operations));
        Add<SupernetEvaluatorOptions>(services, sections.Bind, static options => options.Validate());
    }

    private static void Add<T>(IServiceCollection services, Action<T> bind, Action<T> validate)
        where T : class
    {
        services.AddOptions<T>().Configure(bind).ValidateOnStart();
        services.AddSingleton<IValidateOptions<T>>(new OptionsValidation<T>(validate));
    }

    private static T Options<T>(IServiceProvider services)
        where T : class => services.GetRequiredService<IOptions<T>>().Value;
}
