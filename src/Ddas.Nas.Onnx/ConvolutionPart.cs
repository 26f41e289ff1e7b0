namespace Ddas.Nas.Onnx;

/// <summary>The parts of a network that hold weights, as nodes of a graph; BatchNorm folded into the convolution before it, or kept.</summary>
/// <param name="graph">Where nodes go.</param>
/// <param name="weights">The network's tensors.</param>
/// <param name="fold">Whether BatchNorm is folded.</param>
internal sealed class ConvolutionPart(GraphBuilder graph, NetworkWeights weights, bool fold)
{
    private const double Epsilon = 1e-5; // of the library's BatchNorm

    /// <summary>A convolution and the BatchNorm behind it.</summary>
    /// <param name="input">The value, [N, C, H, W].</param>
    /// <param name="convolution">Name of the convolution.</param>
    /// <param name="norm">Name of the BatchNorm.</param>
    /// <param name="stride">1 or 2.</param>
    public string Normalized(string input, string convolution, string norm, int stride = 1)
    {
        if (!fold) return Norm(Dense(input, convolution, stride), norm);
        var (scale, shift) = Folded(norm);
        return Scaled(input, convolution, norm, stride, scale, shift);
    }

    /// <summary>A convolution of each channel by itself.</summary>
    public string Depthwise(string input, string name, int stride, int dilation)
    {
        var (values, shape) = weights[$"{name}.weight"];
        return Convolution([input, graph.Weights($"{name}.weight", values, shape)], shape, stride, dilation, groups: shape[0]);
    }

    /// <summary>DARTS' FactorizedReduce behind its ReLU: two convolutions of stride 2, the second on the input shifted by a pixel, side by side, then BatchNorm.</summary>
    public string FactorizedReduce(string activated, string name)
    {
        string shifted = graph.Node("Slice", [activated, graph.Numbers($"{name}.starts", 1, 1), graph.Numbers($"{name}.ends", int.MaxValue, int.MaxValue), graph.Numbers($"{name}.axes", 2, 3)]);
        if (!fold) return Norm(graph.Node("Concat", [Dense(activated, $"{name}.conv_1", 2), Dense(shifted, $"{name}.conv_2", 2)], ("axis", 1L)), $"{name}.bn");
        var (scale, shift) = Folded($"{name}.bn");
        int half = scale.Length / 2;
        return graph.Node(
            "Concat",
            [
                Scaled(activated, $"{name}.conv_1", $"{name}.bn.1", 2, scale[..half], shift[..half]),
                Scaled(shifted, $"{name}.conv_2", $"{name}.bn.2", 2, scale[half..], shift[half..]),
            ],
            ("axis", 1L));
    }

    /// <summary>The classifier behind the global average pool.</summary>
    public string Classifier(string map, string name)
    {
        var (values, shape) = weights[$"{name}.weight"];
        var (bias, biasShape) = weights[$"{name}.bias"];
        string flat = graph.Node("Flatten", [graph.Node("GlobalAveragePool", [map])], ("axis", 1L));
        return graph.Node("Gemm", [flat, graph.Weights($"{name}.weight", values, shape), graph.Weights($"{name}.bias", bias, biasShape)], ("transB", 1L));
    }

    private string Dense(string input, string name, int stride)
    {
        var (values, shape) = weights[$"{name}.weight"];
        return Convolution([input, graph.Weights($"{name}.weight", values, shape)], shape, stride);
    }

    private string Convolution(string[] inputs, long[] shape, int stride, int dilation = 1, long groups = 1)
    {
        long kernel = shape[2], padding = dilation * (kernel - 1) / 2;
        return graph.Node(
            "Conv", inputs,
            ("kernel_shape", new[] { kernel, kernel }), ("strides", new long[] { stride, stride }), ("pads", new[] { padding, padding, padding, padding }),
            ("dilations", new long[] { dilation, dilation }), ("group", groups));
    }

    private string Scaled(string input, string convolution, string norm, int stride, double[] scale, double[] shift)
    {
        var (values, shape) = weights[$"{convolution}.weight"];
        int perOutput = values.Length / scale.Length;
        float[] scaled = [.. values.Select((v, i) => (float)(v * scale[i / perOutput]))];
        return Convolution(
            [input, graph.Weights($"{convolution}.weight", scaled, shape), graph.Weights($"{norm}.shift", [.. shift.Select(static s => (float)s)], shift.Length)], shape, stride);
    }

    private string Norm(string input, string name)
    {
        string[] parts = [.. ((string[])["weight", "bias", "running_mean", "running_var"]).Select(part => Copied($"{name}.{part}"))];
        return graph.Node("BatchNormalization", [input, .. parts], ("epsilon", (float)Epsilon));
    }

    private string Copied(string name)
    {
        var (values, shape) = weights[name];
        return graph.Weights(name, values, shape);
    }

    private (double[] Scale, double[] Shift) Folded(string norm)
    {
        float[] weight = weights[$"{norm}.weight"].Values, bias = weights[$"{norm}.bias"].Values, mean = weights[$"{norm}.running_mean"].Values, variance = weights[$"{norm}.running_var"].Values;
        double[] scale = [.. weight.Select((w, c) => w / Math.Sqrt(variance[c] + Epsilon))];
        return (scale, [.. scale.Select((s, c) => bias[c] - (mean[c] * s))]);
    }
}
