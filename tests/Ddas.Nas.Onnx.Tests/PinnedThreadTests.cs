namespace Ddas.Nas.Onnx.Tests;

public class PinnedThreadTests
{
    [Fact]
    public void It_runs_elsewhere_and_passes_results_and_failures_on()
    {
        PinnedThread.Run(() => Environment.CurrentManagedThreadId).Should().NotBe(Environment.CurrentManagedThreadId);
        FluentActions.Invoking(() => PinnedThread.Run<int>(() => throw new InvalidOperationException("inside"))).Should().Throw<InvalidOperationException>().WithMessage("inside");
    }
}
