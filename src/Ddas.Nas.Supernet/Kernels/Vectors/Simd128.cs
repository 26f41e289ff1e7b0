using System.Runtime.Intrinsics;

namespace Ddas.Nas.Supernet.Kernels.Vectors;

/// <summary>4 floats at a time.</summary>
internal readonly unsafe struct Simd128 : ISimd<Vector128<float>>
{
    public static int Width => 4;

    public static Vector128<float> Load(float* source) => Vector128.Load(source);

    public static void Store(Vector128<float> value, float* target) => Vector128.Store(value, target);

    public static Vector128<float> Broadcast(float value) => Vector128.Create(value);

    public static Vector128<float> Add(Vector128<float> left, Vector128<float> right) => left + right;

    public static Vector128<float> Subtract(Vector128<float> left, Vector128<float> right) => left - right;

    public static Vector128<float> Multiply(Vector128<float> left, Vector128<float> right) => left * right;

    public static Vector128<float> MultiplyAdd(Vector128<float> left, Vector128<float> right, Vector128<float> addend) =>
        Vector128.MultiplyAddEstimate(left, right, addend);

    public static Vector128<float> Max(Vector128<float> left, Vector128<float> right) => Vector128.Max(left, right);

    public static Vector128<float> Relu(Vector128<float> value) => Vector128.AndNot(value, Vector128.LessThan(value, Vector128<float>.Zero));

    public static Vector128<float> ReluGradient(Vector128<float> gradient, Vector128<float> input) =>
        Vector128.AndNot(gradient, Vector128.LessThanOrEqual(input, Vector128<float>.Zero));
}
