using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Ddpg;
using Ddas.Nas.Records;
using Ddas.Nas.Reporting;
using Ddas.Nas.Supernet;
using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.CifarSearch;

/// <summary>The paper's search (Section V); every option's default is the paper's.</summary>
public sealed class PaperSearch
{
    /// <summary>The agent; default DDAS-NL over 1,500 steps.</summary>
    public DdpgAgentOptions Agent { get; init; } = DdpgAgentOptions.Nl();

    /// <summary>How the supernet is warmed up.</summary>
    public WarmupOptions Warmup { get; init; } = new();

    /// <summary>How architectures are measured.</summary>
    public SupernetEvaluatorOptions Evaluation { get; init; } = new();

    /// <summary>How images become D_T and D_V: half of the training set each; in the paper's normalization of CIFAR-10 or CIFAR-100 where it is given.</summary>
    public SupernetDataOptions Data { get; init; } = new();

    /// <summary>The preset of an agent by its short name.</summary>
    /// <exception cref="ArgumentException">There is no such agent.</exception>
    public static DdpgAgentOptions AgentOf(string name) => name switch
    {
        "nl" => DdpgAgentOptions.Nl(),
        "g" => DdpgAgentOptions.G(),
        "4s" => DdpgAgentOptions.FourStage(),
        _ => throw new ArgumentException($"The agent is '{name}', but must be nl, g or 4s."),
    };

    /// <summary>Warms up, searches and reports, or goes on with what the folder holds.</summary>
    /// <param name="images">The images.</param>
    /// <param name="folder">Keeps the supernet, the run and the report.</param>
    /// <param name="output">Where the front is written.</param>
    /// <param name="progress">Told after every batch of the warm-up and every step of the search.</param>
    /// <param name="cancel">Stops it; what is done is kept.</param>
    /// <returns>The report's path.</returns>
    public string Run(IImageSource images, string folder, TextWriter output, IProgress<RunProgress>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(output);
        using var data = new SupernetData(images.ReadTrain(), Data);
        using var supernet = new SupernetWarmup(Path.Combine(folder, "supernet"), data, Warmup).Run(progress, cancel);
        using var environment = new SearchEnvironment(new SupernetEvaluator(supernet, data, Evaluation));
        using var agent = new DdpgAgent(environment.Space, Agent);
        string run = Path.Combine(folder, "run");
        var result = new SearchRun(run, environment, agent).Run(progress, cancel);

        output.WriteLine("step  accuracy  MFLOPs  architecture");
        foreach (var step in result.Front) output.WriteLine(FormattableString.Invariant($"{step.Step,4}  {step.Accuracy,8:P1}  {step.Flops / 1e6,6:F2}  {step.Genotype}"));
        return new Report(RunReader.Read(run), new ReportOptions { Title = $"DDAS on {data.Description.DataSet}" }).Save(run);
    }
}
