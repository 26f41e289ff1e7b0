using Ddas.Nas.Tool.Submission;

namespace Ddas.Nas.Tool.Tests.Submission;

/// <summary>Answers as told, and does something at each look.</summary>
internal sealed class ScriptedScheduler(Func<int, ArrayStatus?> look) : IScheduler
{
    private int looks;

    public List<int[]> Submitted { get; } = [];

    public List<string> Asked { get; } = [];

    public string Submit(string script, IReadOnlyList<int> tasks, int? parallel)
    {
        Submitted.Add([.. tasks]);
        return $"{100 + Submitted.Count}";
    }

    public ArrayStatus? StatusOf(string array)
    {
        Asked.Add(array);
        return look(looks++);
    }
}
