using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.Agents.Ddpg;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.Agents.Noise;
using Ddas.Nas.Records;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Supernet;
using Ddas.Nas.Supernet.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ddas.Nas.DependencyInjection.Tests;

public class DdasNasServiceCollectionExtensionsTests
{
    [Fact]
    public void A_scope_is_a_search_that_uses_what_the_caller_registered()
    {
        using var services = Services(("Search:Steps", "6"), ("Preset", "nl"), ("Agent:BatchSize", "4")).AddScoped<IArchitectureEvaluator>(s => Synthetic(s)).BuildServiceProvider(true);

        var (first, second) = (Search(), Search());

        first.Select(r => (r.Phase, r.Genotype, r.Reward)).Should().Equal(second.Select(r => (r.Phase, r.Genotype, r.Reward)));
        first.Select(r => r.Phase).Should().Equal("explore", "explore", "exploit", "exploit", "exploit", "exploit");

        IReadOnlyList<StepRecord> Search()
        {
            using var scope = services.CreateScope();
            return scope.ServiceProvider.GetRequiredService<SearchLoop>().Run().Steps;
        }
    }

    [Fact]
    public void A_run_is_kept_in_the_folder_that_is_named_and_goes_on_there()
    {
        using var folder = new TemporaryFolder();
        using var services = Services(("Folders:Run", folder.Combine("run")), ("Search:Steps", "4"), ("Search:Run:AcceptChanges", "true"), ("Agent:BatchSize", "4")).AddScoped<IArchitectureEvaluator>(s => Synthetic(s)).BuildServiceProvider(true);

        var (first, second) = (Search(), Search());

        second.Steps.Should().Equal(first.Steps);
        File.Exists(folder.Combine("run/front.csv")).Should().BeTrue();

        SearchResult Search()
        {
            using var scope = services.CreateScope();
            return scope.ServiceProvider.GetRequiredService<SearchRun>().Run();
        }
    }

    [Fact]
    public void A_run_without_a_folder_is_an_error_that_says_what_to_name()
    {
        using var services = Services(("Search:Steps", "4")).AddScoped<IArchitectureEvaluator>(s => Synthetic(s)).BuildServiceProvider(true);
        using var scope = services.CreateScope();

        scope.ServiceProvider.Invoking(s => s.GetRequiredService<SearchRun>()).Should().Throw<OptionsException>().WithMessage("*Folders:Run is missing*SearchLoop*");
    }

    [Fact]
    public void A_cost_of_the_callers_is_counted()
    {
        using var services = Services(("Search:Steps", "2"), ("Agent:BatchSize", "4")).AddScoped<IArchitectureEvaluator>(s => Synthetic(s)).AddSingleton<IArchitectureCost>(new ArchitectureCost("latency", _ => 0.5)).BuildServiceProvider(true);
        using var scope = services.CreateScope();

        scope.ServiceProvider.GetRequiredService<SearchLoop>().Run().Steps.Should().OnlyContain(step => step.Figures["latency"] == 0.5);
    }

    [Fact]
    public void A_reward_and_a_noise_of_the_callers_are_used()
    {
        var noise = new CountingNoise();
        using var services = Services(("Search:Steps", "3"), ("Agent:BatchSize", "4"))
            .AddSingleton<IRewardFunction, AccuracyReward>().AddSingleton<INoiseProcess>(noise)
            .AddScoped<IArchitectureEvaluator>(s => Synthetic(s)).BuildServiceProvider(true);
        using var scope = services.CreateScope();

        var steps = scope.ServiceProvider.GetRequiredService<SearchLoop>().Run().Steps;

        noise.Vectors.Should().Be(2);
        double oneShot = scope.ServiceProvider.GetRequiredService<IEnvironment>().Reference.Accuracy;
        steps.Should().OnlyContain(r => r.Reward == r.Accuracy - oneShot);
    }

    [Fact]
    public void Without_configuration_the_options_are_the_papers()
    {
        using var services = Services().BuildServiceProvider(true);

        services.GetRequiredService<IOptions<SearchOptions>>().Value.Should().BeEquivalentTo(new SearchOptions());
        services.GetRequiredService<IOptions<DdpgAgentOptions>>().Value.Should().BeEquivalentTo(DdpgAgentOptions.G(1500));
        services.GetRequiredService<IOptions<WarmupOptions>>().Value.Should().BeEquivalentTo(new WarmupOptions());
        services.GetRequiredService<IOptions<SupernetDataOptions>>().Value.Should().BeEquivalentTo(new SupernetDataOptions());
        services.GetRequiredService<IOptions<SupernetEvaluatorOptions>>().Value.Should().BeEquivalentTo(new SupernetEvaluatorOptions());
    }

    [Fact]
    public void Every_kind_of_value_is_bound()
    {
        using var services = Services(
            ("Search:TimeLimit", "01:30:00"), ("Search:NonFinite", "Skip"), ("Search:Run:Existing", "Refuse"), ("Search:Run:Checkpoints:Steps", "7"),
            ("Preset", "4s"), ("Agent:Schedule:Explore", "1"), ("Agent:Schedule:Exploit", "2"), ("Agent:Schedule:Final", "3"),
            ("Agent:ExploitNoise:Kind", "Uniform"), ("Agent:ExploitNoise:Scale", "0.25"), ("Agent:FinalNoise:Kind", "Gaussian"), ("Agent:FinalNoise:Scale", "0.5"),
            ("Agent:Stagnation:SimilarSteps", "7"), ("Agent:BurstNoise:Sigma", "0.3"), ("Agent:FinalWindow", "9"), ("Agent:Device", "cuda:1"), ("Agent:HiddenSizes:0", "64"), ("Agent:HiddenSizes:1", "32"),
            ("Data:Split:Stratified", "true"), ("Data:Normalization:Mean:0", "0.5"), ("Data:Normalization:Deviation:0", "0.25"),
            ("Warmup:StartWeights", "Best"), ("Environment:BatchNorm", "recalibrate:3"), ("Environment:ValidImages", "100")).BuildServiceProvider(true);

        var search = services.GetRequiredService<IOptions<SearchOptions>>().Value;
        search.TimeLimit.Should().Be(TimeSpan.FromMinutes(90));
        (search.NonFinite, search.Run.Existing, search.Run.Checkpoints.Steps).Should().Be((NonFinitePolicy.Skip, ExistingRun.Refuse, 7));
        var agent = services.GetRequiredService<IOptions<DdpgAgentOptions>>().Value;
        agent.Schedule.Should().Be(new ExplorationSchedule(1, 2, 3));
        agent.ExploitNoise.Should().Be(ActionNoise.Uniform(0.25));
        agent.FinalNoise.Should().Be(ActionNoise.Gaussian(0.5));
        (agent.Stagnation.SimilarSteps, agent.BurstNoise.Sigma, agent.FinalWindow, agent.Device).Should().Be((7, 0.3, 9, "cuda:1"));
        agent.HiddenSizes.Should().Equal(64, 32);
        var data = services.GetRequiredService<IOptions<SupernetDataOptions>>().Value;
        data.Split.Stratified.Should().BeTrue();
        data.Normalization.Should().Be(new Normalization([0.5], [0.25]));
        services.GetRequiredService<IOptions<WarmupOptions>>().Value.StartWeights.Should().Be(StartWeights.Best);
        var environment = services.GetRequiredService<IOptions<SupernetEvaluatorOptions>>().Value;
        (environment.BatchNorm, environment.ValidImages).Should().Be((BatchNormPolicy.Recalibrate(3), 100));
    }

    [Theory]
    [InlineData("Search:Steps", "0", "Steps is 0, but must be at least 1")]
    [InlineData("Agent:Gamma", "1", "Gamma is 1, but must be below 1")]
    [InlineData("Agent:Gama", "0.9", "Gama")]
    [InlineData("Agent:Schedule:Explore", "-1", "Explore is -1")]
    [InlineData("Agents:Gamma", "0.9", "'Ddas:Agents' is no section of it; there are Preset, Folders, Search, Agent")]
    [InlineData("Preset", "ng", "Preset is 'ng', but must be nl, g or 4s")]
    [InlineData("Warmup:Epochs", "many", "Warmup:Epochs")]
    [InlineData("Environment:BatchNorm", "none", "'none' at 'Ddas:Environment:BatchNorm'")]
    [InlineData("Environment:Momentum", "2", "Momentum is 2, but must be from 0 to 1")]
    public void A_wrong_value_or_key_fails_at_start_with_its_name(string key, string value, string message)
    {
        using var services = Services((key, value)).BuildServiceProvider(true);

        Action start = services.GetRequiredService<IStartupValidator>().Validate;

        start.Should().Throw<Exception>().Which.Message.Should().Contain(message);
    }

    [Fact]
    public void Images_and_a_warmed_supernet_make_the_environment()
    {
        using var services = Services(
                ("Search:Steps", "2"), ("Data:Augmentation:Padding", "1"), ("Warmup:Cells", "3"), ("Warmup:Channels", "4"), ("Warmup:Epochs", "1"),
                ("Warmup:BatchSize", "8"), ("Environment:Batches", "1"), ("Environment:BatchSize", "8"), ("Agent:BatchSize", "4"))
            .AddSingleton<IImageSource, NoiseImages>().BuildServiceProvider(true);
        using var scope = services.CreateScope();

        var result = scope.ServiceProvider.GetRequiredService<SearchLoop>().Run();

        result.Best!.Genotype.Should().StartWith("Genotype(normal=");
    }

    [Fact]
    public void A_folder_of_images_is_searched_as_the_documentation_says()
    {
        var services = new ServiceCollection();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Ddas:Folders:Run", (string?)"runs/never-begun")]).Build();
        services.AddDdasNas(configuration.GetSection("Ddas"));
        services.AddSingleton<IImageSource>(_ => new FolderImageSource("images"));
        using var provider = services.BuildServiceProvider(true);
        Action search = () => Search(provider, CancellationToken.None);

        search.Should().Throw<DirectoryNotFoundException>().WithMessage("There is no folder *images*");

        static SearchResult Search(IServiceProvider provider, CancellationToken stop)
        {
            using var scope = provider.CreateScope();
            var result = scope.ServiceProvider.GetRequiredService<SearchRun>().Run(cancel: stop);
            return result;
        }
    }

    private static IServiceCollection Services(params (string Key, string Value)[] settings) =>
        new ServiceCollection().AddDdasNas(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create("Ddas:" + s.Key, (string?)s.Value))).Build().GetSection("Ddas"));

    private static SyntheticEvaluator Synthetic(IServiceProvider services) => new(services.GetRequiredService<SearchSpaceDefinition>());

    private sealed class CountingNoise : INoiseProcess
    {
        public int Vectors { get; private set; }

        public void Reset()
        {
        }

        public void Fill(Span<float> noise, ref RandomStream random)
        {
            noise.Clear();
            Vectors++;
        }
    }

    private sealed class NoiseImages : IImageSource
    {
        public ImageDataSet ReadTrain()
        {
            var pixels = new byte[32 * 64];
            for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)(i * 7 % 251);
            return new ImageDataSet("noise", new ImageShape(1, 8, 8), ["even", "odd"], pixels, [.. Enumerable.Range(0, 32).Select(i => i % 2)]);
        }

        public ImageDataSet ReadTest() => ReadTrain();
    }
}
