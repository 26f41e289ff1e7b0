namespace Ddas.Nas.Supernet.Kernels.Vectors;

/// <summary>One float at a time, for fewer channels than the smallest vector holds.</summary>
internal readonly unsafe struct SimdScalar : ISimd<float>
{
    public static int Width => 1;

    public static float Load(float* source) => *source;

    public static void Store(float value, float* target) => *target = value;

    public static float Broadcast(float value) => value;

    public static float Add(float left, float right) => left + right;

    public static float Subtract(float left, float right) => left - right;

    public static float Multiply(float left, float right) => left * right;

    public static float MultiplyAdd(float left, float right, float addend) => float.MultiplyAddEstimate(left, right, addend);

    public static float Max(float left, float right) => MathF.Max(left, right);

    public static float Relu(float value) => value < 0 ? 0 : value;

    public static float ReluGradient(float gradient, float input) => input <= 0 ? 0 : gradient;
}
