using Ddas.Nas.SearchSpace;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Ddas.Nas.Supernet.Tests;

/// <summary>
/// The supernet written down a second time, plainly, from the named tensors alone: no sharing, nothing in place, every
/// product of Eq. 1 by itself. The reference that the library's pass is compared with.
/// </summary>
internal static class NaiveNetwork
{
    public static Tensor Forward(SupernetNetwork network, Tensor images, ArchitectureWeights alpha, bool training)
    {
        var t = new Weights(network.NamedTensors, training);
        var s0 = t.Norm(F.conv2d(images, t["stem.0.weight"], padding: [1, 1]), "stem.1");
        var s1 = s0;
        bool reducedBefore = false;
        for (int cell = 0; cell < network.Skeleton.Cells; cell++)
        {
            bool reduction = network.Skeleton.IsReduction(cell);
            var next = Cell(t, $"cells.{cell}", s0, s1, alpha, reduction, reducedBefore);
            (s0, s1, reducedBefore) = (s1, next, reduction);
        }

        return F.linear(F.adaptive_avg_pool2d(s1, 1).flatten(1), t["classifier.weight"], t["classifier.bias"]);
    }

    private static Tensor Cell(Weights t, string name, Tensor s0, Tensor s1, ArchitectureWeights alpha, bool reduction, bool reducedBefore)
    {
        List<Tensor> states =
        [
            reducedBefore ? Reduce(t, $"{name}.preprocess0", s0) : t.Norm(F.conv2d(F.relu(s0), t[$"{name}.preprocess0.op.1.weight"]), $"{name}.preprocess0.op.2"),
            t.Norm(F.conv2d(F.relu(s1), t[$"{name}.preprocess1.op.1.weight"]), $"{name}.preprocess1.op.2"),
        ];
        for (int node = 0, edge = 0; node < 4; node++)
        {
            Tensor? sum = null;
            for (int source = 0; source < node + 2; source++, edge++)
            {
                for (int operation = 0; operation < 8; operation++)
                {
                    float weight = alpha[reduction ? 1 : 0, edge, operation];
                    if (weight == 0) continue;
                    using var factor = weight.ToScalar();
                    var term = Operation(t, $"{name}._ops.{edge}._ops.{operation}", operation, states[source], reduction && source < 2 ? 2 : 1).mul(factor);
                    sum = sum is null ? term : sum.add(term, Scalars.One);
                }
            }

            states.Add(sum!);
        }

        return cat(states.Skip(2).ToList(), 1);
    }

    private static Tensor Operation(Weights t, string name, int operation, Tensor x, int stride) => operation switch
    {
        0 => (stride == 1 ? x : x[.., .., TensorIndex.Slice(step: 2), TensorIndex.Slice(step: 2)]) * 0,
        1 => t.Norm(F.max_pool2d(x, [3, 3], [stride, stride], [1, 1]), $"{name}.1"),
        2 => t.Norm(F.avg_pool2d(x, [3, 3], [stride, stride], [1, 1], count_include_pad: false), $"{name}.1"),
        3 => stride == 1 ? x : Reduce(t, name, x),
        4 or 5 => Separable(t, name, Separable(t, name, x, 1, operation == 4 ? 1 : 2, 1, stride), 5, operation == 4 ? 1 : 2, 1, 1),
        _ => Separable(t, name, x, 1, operation == 6 ? 2 : 4, 2, stride),
    };

    private static Tensor Separable(Weights t, string name, Tensor x, int index, int padding, int dilation, int stride)
    {
        var y = F.conv2d(F.relu(x), t[$"{name}.op.{index}.weight"], null, [stride, stride], [padding, padding], [dilation, dilation], x.shape[1]);
        return t.Norm(F.conv2d(y, t[$"{name}.op.{index + 1}.weight"]), $"{name}.op.{index + 2}");
    }

    private static Tensor Reduce(Weights t, string name, Tensor x)
    {
        var activated = F.relu(x);
        var first = F.conv2d(activated, t[$"{name}.conv_1.weight"], null, [2, 2]);
        var second = F.conv2d(activated[.., .., 1.., 1..], t[$"{name}.conv_2.weight"], null, [2, 2]);
        return t.Norm(cat([first, second], 1), $"{name}.bn");
    }

    private sealed class Weights(IReadOnlyDictionary<string, Tensor> tensors, bool training)
    {
        public Tensor this[string name] => tensors[name];

        public Tensor Norm(Tensor x, string name)
        {
            if (training) tensors[name + ".num_batches_tracked"].add_(Scalars.One, Scalars.One);
            return F.batch_norm(
                x, tensors[name + ".running_mean"], tensors[name + ".running_var"], tensors.GetValueOrDefault(name + ".weight"), tensors.GetValueOrDefault(name + ".bias"), training);
        }
    }
}
