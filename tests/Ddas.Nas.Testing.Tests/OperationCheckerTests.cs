using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.Supernet.Operations;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ddas.Nas.Testing.Tests;

public class OperationCheckerTests
{
    private static readonly Operation Own = new("own");

    public static TheoryData<string> Names => [.. DartsOperations.All.Select(o => o.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_operations_of_DARTS_keep_the_contract(string name) => OperationChecker.Check(OperationTable.Darts[new Operation(name)]).Should().BeEmpty();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(9)]
    public void DARTS_convolutions_with_other_kernels_keep_the_contract_and_their_cost(int kernel)
    {
        OperationChecker.Check(new OperationDefinition(Own, site => DartsModules.SeparableConvolution(site, kernel)) { Cost = DartsOperationCosts.SeparableConvolution(kernel) }).Should().BeEmpty();
        OperationChecker.Check(new OperationDefinition(Own, site => DartsModules.DilatedConvolution(site, kernel)) { Cost = DartsOperationCosts.DilatedConvolution(kernel) }).Should().BeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void A_kernel_that_is_not_odd_is_refused(int kernel)
    {
        var site = new OperationSite(4, 1, false);

        FluentActions.Invoking(() => DartsModules.SeparableConvolution(site, kernel)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => DartsModules.DilatedConvolution(site, kernel)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Every_breach_is_named()
    {
        Breaches(_ => new Scripted(x => x.clone())).Should().Contain("At stride 2, without BatchNorm weights: the output is [2, 4, 8, 8], but must be [2, 4, 4, 4]");
        Breaches(_ => new Scripted(x => x / zeros(1))).Should().Contain("is not finite");
        Breaches(_ => new Scripted(x => x.detach().clone().requires_grad_())).Should().Contain("no gradient reaches the input");
        Breaches(_ => new Scripted(x => x.mul_(tensor(2f)))).Should().Contain("was changed");
        Breaches(_ => new Scripted(x => x.clone(), new Parameter(ones(4)), "weight")).Should().Contain("no gradient reaches parameter 'weight'");
        Breaches(_ => new Scripted(x => x.clone(), new Parameter(ones(4)), "scale")).Should().Contain("'scale' is named neither weight nor bias");
        Breaches(_ => new Scripted(x => x.clone(), new Parameter(ones(4)), "weight"), _ => default).Should().Contain("the cost rule says 0 parameters, but the module has 4");
        Breaches(_ => new Weighted()).Should().Contain("is a WeightlessModule, but has 4 weights");
    }

    private static string Breaches(Func<OperationSite, nn.Module<Tensor, Tensor>> create, OperationCostRule? cost = null) =>
        string.Join(" ", OperationChecker.Check(new OperationDefinition(Own, create) { Cost = cost }));

    private sealed class Scripted : nn.Module<Tensor, Tensor>
    {
        private readonly Func<Tensor, Tensor> function;

        public Scripted(Func<Tensor, Tensor> function, Parameter? parameter = null, string name = "weight")
            : base(nameof(Scripted))
        {
            this.function = function;
            if (parameter is not null) register_parameter(name, parameter);
        }

        public override Tensor forward(Tensor input) => function(input);
    }

    private sealed class Weighted : WeightlessModule
    {
        public Weighted()
            : base(nameof(Weighted)) => register_parameter("weight", new Parameter(ones(4)));

        public override Tensor forward(Tensor input) => input.clone();
    }
}
