using Ddas.Nas.Tool.Common;
using Ddas.Nas.Tool.Display;
using Ddas.Nas.Tool.Submission;

namespace Ddas.Nas.Tool.Tests.Submission;

public sealed class ArraySubmissionTests : IDisposable
{
    private static readonly ArrayStatus Working = new(true, 2);
    private readonly TemporaryFolder folder = new();
    private readonly SortedSet<int> open = [0, 1, 2];

    [Fact]
    public void It_submits_what_is_open_and_ends_when_all_results_are_there()
    {
        open.Remove(1);
        var scheduler = new ScriptedScheduler(look => Finish(look, 0, 2));

        Run(scheduler);

        scheduler.Submitted.Should().ContainSingle().Which.Should().Equal(0, 2);
        File.Exists(folder.Combine("array")).Should().BeFalse();
    }

    [Fact]
    public void Tasks_without_a_result_are_submitted_again()
    {
        var scheduler = new ScriptedScheduler(look => look switch
        {
            0 => Finish(0, 0),
            1 => ArrayStatus.Over,
            _ => Finish(look - 2, 1, 2),
        });

        Run(scheduler);

        scheduler.Submitted.Should().BeEquivalentTo([new[] { 0, 1, 2 }, [1, 2]], o => o.WithStrictOrdering());
    }

    [Fact]
    public void Started_again_it_follows_the_array_that_it_left()
    {
        using var stop = new CancellationTokenSource();
        var first = new ScriptedScheduler(_ =>
        {
            stop.Cancel();
            return Working;
        });
        FluentActions.Invoking(() => Run(first, stop.Token)).Should().Throw<OperationCanceledException>();
        var second = new ScriptedScheduler(look => Finish(look, 0, 1, 2));

        Run(second);

        second.Submitted.Should().BeEmpty();
        second.Asked.Should().OnlyContain(array => array == "101");
    }

    [Fact]
    public void A_scheduler_that_does_not_answer_for_a_while_is_waited_for()
    {
        var scheduler = new ScriptedScheduler(look => look < 5 ? null : Finish(look - 5, 0, 1, 2));

        Run(scheduler);

        scheduler.Submitted.Should().ContainSingle();
    }

    [Fact]
    public void It_gives_up_after_some_submissions_and_says_where_the_logs_are()
    {
        var scheduler = new ScriptedScheduler(_ => ArrayStatus.Over);

        FluentActions.Invoking(() => Run(scheduler)).Should().Throw<UsageException>().WithMessage($"3 cells are not trained after 3 submissions; the logs in '{folder.Path}' say why.");
        scheduler.Submitted.Should().HaveCount(3);
    }

    public void Dispose() => folder.Dispose();

    /// <summary>At each look one more task has its result.</summary>
    private ArrayStatus? Finish(int look, params int[] tasks)
    {
        open.Remove(tasks[Math.Min(look, tasks.Length - 1)]);
        return Working;
    }

    private void Run(ScriptedScheduler scheduler, CancellationToken stop = default) =>
        new ArraySubmission(scheduler, folder.Path, () => [.. open], new ProgressLine(TextWriter.Null, quiet: true), TimeSpan.FromMilliseconds(1)).Run("job.sh", null, stop);
}
