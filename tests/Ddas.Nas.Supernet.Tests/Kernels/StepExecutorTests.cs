using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Supernet.Kernels;
using Ddas.Nas.Supernet.Kernels.Blocks;
using Ddas.Nas.Supernet.Kernels.Vectors;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Tests.Kernels;

public class StepExecutorTests
{
    [Fact]
    public void An_error_in_a_kernels_backward_pass_leaves_as_it_was_thrown()
    {
        using var scope = NewDisposeScope();
        using var batch = Batch();
        var thrown = new InvalidTimeZoneException("the kernel's own");
        Tensor Loss(ImageBatch _) => Throwing.apply([ones(2).requires_grad_(), thrown]).sum();

        FluentActions.Invoking(() => StepExecutor.Run(batch, Loss)).Should().Throw<InvalidTimeZoneException>().Which.Should().BeSameAs(thrown);
    }

    [Fact]
    public void A_block_in_evaluation_says_that_it_has_no_gradient()
    {
        using var scope = NewDisposeScope();
        using var batch = Batch();
        var weight = ones(16, 16, 1, 1).requires_grad_();
        var norm = new BlockNorm(zeros(16), ones(16), null, null, BatchStatistics: false, 0.1, 1e-5);

        FluentActions.Invoking(() => StepExecutor.Run(batch, _ => BlockKernels.Auto.Apply([ones(2, 16, 4, 4)], false, null, 1, 1, weight, norm).sum()))
            .Should().Throw<NotSupportedException>().WithMessage("*evaluation mode*KernelChoice.Torch*");
    }

    [Fact]
    public void An_error_that_is_not_a_kernels_stays_and_none_is_carried_over()
    {
        using var scope = NewDisposeScope();
        using var batch = Batch();
        BackwardError.Keep(new InvalidTimeZoneException("of another step"));

        FluentActions.Invoking(() => StepExecutor.Run(batch, static _ => ones(2).requires_grad_())).Should().Throw<Exception>().Which.Should().NotBeOfType<InvalidTimeZoneException>();
    }

    [Fact]
    public void An_error_on_a_thread_of_the_team_leaves_as_it_was_thrown() =>
        FluentActions.Invoking(() => Team.Run(3, part => throw new InvalidTimeZoneException($"{part}"))).Should().Throw<InvalidTimeZoneException>();

    private static ImageBatch Batch() => Toy.Data(32).TrainBatches(4, 1).Next();

    private sealed class Throwing : autograd.SingleTensorFunction<Throwing>
    {
        public override string Name => nameof(Throwing);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            ctx.save_data("error", vars[1]);
            return ((Tensor)vars[0]).clone();
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            BackwardError.Keep((Exception)ctx.get_data("error"));
            return [zeros(0), null!];
        }
    }
}
