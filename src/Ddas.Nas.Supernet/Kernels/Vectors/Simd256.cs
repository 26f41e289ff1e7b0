using System.Runtime.Intrinsics;

namespace Ddas.Nas.Supernet.Kernels.Vectors;

/// <summary>8 floats at a time.</summary>
internal readonly unsafe struct Simd256 : ISimd<Vector256<float>>
{
    public static int Width => 8;

    public static Vector256<float> Load(float* source) => Vector256.Load(source);

    public static void Store(Vector256<float> value, float* target) => Vector256.Store(value, target);

    public static Vector256<float> Broadcast(float value) => Vector256.Create(value);

    public static Vector256<float> Add(Vector256<float> left, Vector256<float> right) => left + right;

    public static Vector256<float> Subtract(Vector256<float> left, Vector256<float> right) => left - right;

    public static Vector256<float> Multiply(Vector256<float> left, Vector256<float> right) => left * right;

    public static Vector256<float> MultiplyAdd(Vector256<float> left, Vector256<float> right, Vector256<float> addend) =>
        Vector256.MultiplyAddEstimate(left, right, addend);

    public static Vector256<float> Max(Vector256<float> left, Vector256<float> right) => Vector256.Max(left, right);

    public static Vector256<float> Relu(Vector256<float> value) => Vector256.AndNot(value, Vector256.LessThan(value, Vector256<float>.Zero));

    public static Vector256<float> ReluGradient(Vector256<float> gradient, Vector256<float> input) =>
        Vector256.AndNot(gradient, Vector256.LessThanOrEqual(input, Vector256<float>.Zero));
}
