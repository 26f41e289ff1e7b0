using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Costs;
using Ddas.Nas.Supernet.Operations;
using static TorchSharp.torch;

namespace Ddas.Nas.Testing;

/// <summary>
/// Checks that an operation keeps the contract of <see cref="OperationDefinition"/>; for the tests of whoever writes one.
/// It needs torch.
/// </summary>
public static class OperationChecker
{
    private const int Batch = 2, Channels = 4, Size = 8;

    /// <summary>Makes the module for every kind of site, applies it, and returns every breach of the contract, one sentence each; none when it is kept.</summary>
    /// <param name="definition">The operation.</param>
    public static IReadOnlyList<string> Check(OperationDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var breaches = new List<string>();
        if (definition.ConnectsNothing) return breaches;
        foreach (int stride in new[] { 1, 2 })
        {
            foreach (bool affine in new[] { false, true })
            {
                using var scope = NewDisposeScope();
                using var module = definition.CreateModule(new OperationSite(Channels, stride, affine));
                string where = $"At stride {stride}, {(affine ? "with" : "without")} BatchNorm weights: ";
                CheckWeights(definition, module, stride, affine, where, breaches);
                CheckPass(module, stride, where, breaches);
            }
        }

        return breaches;
    }

    private static void CheckWeights(OperationDefinition definition, nn.Module<Tensor, Tensor> module, int stride, bool affine, string where, List<string> breaches)
    {
        long weights = module.parameters().Sum(static p => p.numel());
        if (module is WeightlessModule && weights > 0) breaches.Add($"{where}the module is a {nameof(WeightlessModule)}, but has {weights} weights.");
        foreach (var (name, parameter) in module.named_parameters())
        {
            if (name.Split('.')[^1] is not ("weight" or "bias") && parameter.dim() < 2)
                breaches.Add($"{where}parameter '{name}' is named neither weight nor bias and has rank {parameter.dim()}, so its initial value would not come from the seed.");
        }

        long? counted = definition.Cost?.Invoke(new OperationPlacement(Channels, Size, stride, affine)).Parameters;
        if (counted is { } count && count != weights) breaches.Add($"{where}the cost rule says {count} parameters, but the module has {weights}.");
    }

    private static void CheckPass(nn.Module<Tensor, Tensor> module, int stride, string where, List<string> breaches)
    {
        var random = new RandomStream(0, nameof(OperationChecker), 0);
        foreach (var parameter in module.parameters()) RandomTensors.Assign(parameter, RandomTensors.Uniform(ref random, -1, 1, CPU, parameter.shape));
        using var leaf = RandomTensors.Gaussian(ref random, 0, 1, CPU, Batch, Size, Size, Channels).permute(0, 3, 1, 2).requires_grad_(); // [B, C, H, W], channels-last
        long[] expected = [Batch, Channels, Size / stride, Size / stride];
        foreach (bool training in new[] { true, false })
        {
            module.train(training);
            var input = leaf.clone();
            var output = module.call(input);
            if (!output.shape.AsSpan().SequenceEqual(expected))
                breaches.Add($"{where}the output is [{string.Join(", ", output.shape)}], but must be [{string.Join(", ", expected)}].");
            if (!output.isfinite().all().item<bool>()) breaches.Add($"{where}the output of finite numbers is not finite.");
            if (!input.Equals(leaf)) breaches.Add($"{where}the input, which other edges share, was changed.");
            if (training) output.sum().backward();
        }

        if (leaf.grad is null) breaches.Add($"{where}no gradient reaches the input.");
        foreach (var (name, parameter) in module.named_parameters())
            if (parameter.grad is null) breaches.Add($"{where}no gradient reaches parameter '{name}'.");
    }
}
