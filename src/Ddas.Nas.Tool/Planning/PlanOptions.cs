using Ddas.Nas.Agents;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Tool.Planning;

/// <summary>What a search was asked to do, as far as its length depends on it.</summary>
/// <param name="Schedule">Steps of each phase.</param>
/// <param name="Interval">How often checkpoints are written.</param>
/// <param name="Stagnation">When bursts begin and how long they are, for an agent that has them.</param>
/// <param name="NonFinite">Whether states are kept to be rolled back to.</param>
/// <param name="TimeLimit">The longest time; null for none.</param>
internal sealed record PlanOptions(
    ExplorationSchedule Schedule, CheckpointOptions Interval, StagnationOptions Stagnation, NonFinitePolicy NonFinite = NonFinitePolicy.Stop, TimeSpan? TimeLimit = null);
