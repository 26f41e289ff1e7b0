namespace Ddas.Nas.Tool.Submission;

/// <summary>Where an array of tasks stands.</summary>
/// <param name="IsActive">Whether a task of it runs, waits, or waits again after its node was lost.</param>
/// <param name="Running">Tasks that run.</param>
internal readonly record struct ArrayStatus(bool IsActive, int Running)
{
    /// <summary>The status of an array that the system no longer knows.</summary>
    public static ArrayStatus Over => new(false, 0);
}
