using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Ddpg;
using Ddas.Nas.Agents.Noise;
using Ddas.Nas.SearchSpace;
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
    /// <see cref="ISearchAgent"/> and a <see cref="SearchLoop"/> of its own and disposes them. What the caller registers
    /// itself, before or after, is used in place of what is registered here: <see cref="IEnvironment"/>, <see cref="ISearchAgent"/>,
    /// <see cref="SearchSpaceDefinition"/> (DARTS), <see cref="OperationTable"/> (DARTS), <see cref="IRewardFunction"/> (the
    /// paper's), <see cref="IDiscretizer"/> (Algorithm 1). Observers (<see cref="ISearchObserver"/>) and noise of the exploit phase
    /// (<see cref="INoiseProcess"/>) are used where registered, as is logging.
    /// </summary>
    /// <remarks>
    /// For the supernet environment, register an <see cref="IImageSource"/>, from which the <see cref="SupernetData"/> is read
    /// when first asked for, and a <see cref="WarmSupernet"/>: loaded by <see cref="SupernetFolder"/>, or made by the registered
    /// <see cref="SupernetWarmup"/>. Options come from these sections, all of them optional; a key that names no option is an
    /// error, and all options are validated when the host starts:
    /// <list type="table">
    /// <item><term><c>Preset</c></term><description><c>nl</c>, <c>g</c> (default) or <c>4s</c>, over <c>Search:Steps</c> steps</description></item>
    /// <item><term><c>Search</c></term><description><see cref="SearchLoopOptions"/></description></item>
    /// <item><term><c>Agent</c></term><description><see cref="DdpgAgentOptions"/>, on top of the preset; <c>Schedule</c> has <c>Explore</c>, <c>Exploit</c> and <c>Final</c>, a noise <c>Kind</c> and <c>Scale</c></description></item>
    /// <item><term><c>Data</c></term><description><see cref="SupernetDataOptions"/>; <c>Normalization</c> has <c>Mean</c> and <c>Deviation</c>, a list each</description></item>
    /// <item><term><c>Warmup</c></term><description><see cref="WarmupOptions"/></description></item>
    /// <item><term><c>Environment</c></term><description><see cref="SupernetEnvironmentOptions"/>; <c>BatchNorm</c> is <c>running</c>, <c>recalibrate:K</c> or <c>batch</c></description></item>
    /// </list>
    /// </remarks>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The section that holds those of the list, for example <c>Ddas</c> of appsettings.json.</param>
    /// <returns><paramref name="services"/>.</returns>
    public static IServiceCollection AddDdasNas(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        AddOptions(services, new DdasSections(configuration));

        services.TryAddSingleton(SearchSpaceDefinition.Darts);
        services.TryAddSingleton(OperationTable.Darts);
        services.TryAddSingleton<IRewardFunction, DdasReward>();
        services.TryAddSingleton<IDiscretizer>(_ => new BestPairDiscretizer());
        services.TryAddSingleton(s => new SupernetData(s.GetRequiredService<IImageSource>().ReadTrain(), Options<SupernetDataOptions>(s)));
        services.TryAddSingleton(s => new SupernetWarmup(Options<WarmupOptions>(s), s.GetRequiredService<SearchSpaceDefinition>(), s.GetRequiredService<OperationTable>()));
        services.TryAddScoped<IEnvironment>(s => new SupernetEnvironment(
            s.GetRequiredService<WarmSupernet>(), s.GetRequiredService<SupernetData>(), Options<SupernetEnvironmentOptions>(s),
            s.GetRequiredService<IRewardFunction>(), s.GetRequiredService<IDiscretizer>()));
        services.TryAddScoped<ISearchAgent>(s => new DdpgAgent(s.GetRequiredService<SearchSpaceDefinition>(), Options<DdpgAgentOptions>(s), s.GetService<INoiseProcess>()));
        services.TryAddScoped(s => new SearchLoop(
            s.GetRequiredService<IEnvironment>(), s.GetRequiredService<ISearchAgent>(), Options<SearchLoopOptions>(s), s.GetServices<ISearchObserver>(), s.GetService<ILogger<SearchLoop>>()));
        return services;
    }

    private static void AddOptions(IServiceCollection services, DdasSections sections)
    {
        Add<SearchLoopOptions>(services, sections.Bind, static options => options.Validate());
        Add<DdpgAgentOptions>(services, sections.Bind, static options => options.Validate());
        Add<SupernetDataOptions>(services, sections.Bind, static options => options.Validate());
        Add<WarmupOptions>(services, sections.Bind, static options => options.Validate());
        Add<SupernetEnvironmentOptions>(services, sections.Bind, static options => options.Validate());
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
