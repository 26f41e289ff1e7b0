using Ddas.Nas.Records;
using Ddas.Nas.Records.Internal;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Environments;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ddas.Nas.Agents;

/// <summary>
/// A search and its folder: manifest, step log, front and checkpoints. <see cref="Run"/> begins it, goes on with it where it
/// was cut off, or returns the recorded result where it is finished, whatever the folder holds. What the run was made with
/// comes from its parts (<see cref="IDescribed"/>) and is compared when it goes on. It owns neither environment nor agent.
/// </summary>
public sealed class SearchRun
{
    private readonly string folder;
    private readonly IEnvironment environment;
    private readonly ISearchAgent agent;
    private readonly SearchOptions options;
    private readonly ILogger logger;
    private readonly SearchLoop loop;

    /// <summary>Names the parts; nothing is read or written yet.</summary>
    /// <param name="folder">Where the run is kept; it is made where it is absent.</param>
    /// <param name="environment">Measures architectures, in the state after construction.</param>
    /// <param name="agent">Chooses them, in the state after construction.</param>
    /// <param name="options">When to end, what to warn of, how to deal with the folder; null for the defaults.</param>
    /// <param name="logger">Start, phases, warnings and end; null for none.</param>
    /// <exception cref="OptionsException">An option is out of range, or names another number of steps than the agent.</exception>
    /// <exception cref="ArgumentException">Steps are to be rolled back of an agent or environment that is not <see cref="IResumable"/>.</exception>
    public SearchRun(string folder, IEnvironment environment, ISearchAgent agent, SearchOptions? options = null, ILogger? logger = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        this.options = options ?? new SearchOptions();
        this.logger = logger ?? NullLogger.Instance;
        loop = new SearchLoop(environment, agent, this.options, this.logger);
        (this.folder, this.environment, this.agent) = (Path.GetFullPath(folder), environment, agent);
    }

    /// <summary>What the run is made with.</summary>
    public RunDescription Description
    {
        get
        {
            var description = new RunDescription();
            if (environment is IDescribed described) described.Describe(description);
            else description.Part("environment", environment);
            description.Part("agent", agent);
            description.Set("steps", loop.Steps);
            description.Set("nonFinite", options.NonFinite);
            description.Note("timeLimit", options.TimeLimit);
            return description;
        }
    }

    /// <summary>Brings the search to its end.</summary>
    /// <param name="progress">Told after every step, on this thread; null for nobody.</param>
    /// <param name="cancel">Finishes the step under way, writes a checkpoint, and throws; run again, the search goes on.</param>
    /// <param name="abort">Abandons the step under way; no checkpoint is written after it, and the search goes on from the last one.</param>
    /// <returns>The steps, those of earlier parts too, and their front.</returns>
    /// <exception cref="FolderInUseException">Another run holds the folder.</exception>
    /// <exception cref="RunFolderException">The folder cannot be written, holds a run that is to be refused, or steps without a checkpoint.</exception>
    /// <exception cref="RunConditionsException">The folder holds a run under other conditions, and that is not accepted.</exception>
    /// <exception cref="CheckpointException">No checkpoint can be used.</exception>
    /// <exception cref="NonFiniteException">A step produced NaN or infinity, and the policy is to stop, or as many steps in a row did as are rolled back.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled, or a step abandoned.</exception>
    public SearchResult Run(IProgress<RunProgress>? progress = null, CancellationToken cancel = default, CancellationToken abort = default)
    {
        if (!loop.CanResume) logger.NoCheckpoints(loop.NotResumable);
        var description = Description;
        foreach (string type in description.Undescribed) Warn($"{type} does not describe itself, so that a change of its options goes unnoticed when the run goes on; let it implement IDescribed.");
        var manifest = RunManifest.Of(description, environment.Space.Name, environment.Reference) with { Command = options.Command };
        var run = new RunOptions { Existing = options.Run.Existing, AcceptChanges = options.Run.AcceptChanges, Checkpoints = options.Run.Checkpoints, Warn = Warn };
        using var recorded = new RecordedSearch(loop, manifest, progress, abort);
        return RunEngine.Run(folder, recorded, run, cancel);
    }

    private void Warn(string warning)
    {
        logger.RunWarning(warning);
        options.Run.Warn?.Invoke(warning);
    }
}
