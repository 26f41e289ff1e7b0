using Ddas.Nas.Agents;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Testing.Tests;

public sealed class ObserverCheckerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_step_log_takes_every_record()
    {
        using var log = StepLogWriter.Create(folder.Combine("steps.jsonl"));

        ObserverChecker.Check(new StepLogObserver(log)).Should().BeEmpty();
    }

    [Fact]
    public void An_exception_is_named_with_the_record_that_made_it()
    {
        string breach = ObserverChecker.Check(new NeedsFlops()).Should().ContainSingle().Subject;

        breach.Should().Contain("without any optional value").And.Contain("InvalidOperationException");
    }

    private sealed class NeedsFlops : ISearchObserver
    {
        public void OnStep(StepRecord record) => _ = record.Flops!.Value;
    }
}
