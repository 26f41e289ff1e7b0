namespace Ddas.Nas.Records;

/// <summary>That a run was cut off and went on.</summary>
/// <param name="Step">The step with which it went on.</param>
/// <param name="Time">When.</param>
/// <param name="AcceptedChanges">What had changed, as <see cref="RunConditions.DifferencesFrom"/> says it; empty where nothing had, and then results are those of an uninterrupted run.</param>
public sealed record RunResumption(int Step, DateTimeOffset Time, IReadOnlyList<string> AcceptedChanges);
