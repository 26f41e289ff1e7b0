using Ddas.Nas.Tool.Common;

namespace Ddas.Nas.Tool.Submission;

/// <summary>A batch system that runs arrays of tasks. It does the scheduling; this application only asks.</summary>
internal interface IScheduler
{
    /// <summary>Hands an array over.</summary>
    /// <param name="script">Path of the batch script.</param>
    /// <param name="tasks">Numbers of the tasks, rising.</param>
    /// <param name="parallel">Most tasks at once; null for as many as there is room for.</param>
    /// <returns>What the system calls the array.</returns>
    /// <exception cref="UsageException">The system is absent, or refuses.</exception>
    string Submit(string script, IReadOnlyList<int> tasks, int? parallel);

    /// <summary>Where an array stands; null where the system cannot be asked just now.</summary>
    /// <exception cref="UsageException">The system is absent.</exception>
    ArrayStatus? StatusOf(string array);
}

/// <summary>Where an array of tasks stands.</summary>
/// <param name="IsActive">Whether a task of it runs, waits, or waits again after its node was lost.</param>
/// <param name="Running">Tasks that run.</param>
internal readonly record struct ArrayStatus(bool IsActive, int Running)
{
    /// <summary>The status of an array that the system no longer knows.</summary>
    public static ArrayStatus Over => new(false, 0);
}
