using System.Runtime.Intrinsics;

namespace Ddas.Nas.Supernet.Kernels.Vectors;

/// <summary>16 floats at a time.</summary>
internal readonly unsafe struct Simd512 : ISimd<Vector512<float>>
{
    public static int Width => 16;

    public static Vector512<float> Load(float* source) => Vector512.Load(source);

    public static void Store(Vector512<float> value, float* target) => Vector512.Store(value, target);

    public static Vector512<float> Broadcast(float value) => Vector512.Create(value);

    public static Vector512<float> Add(Vector512<float> left, Vector512<float> right) => left + right;

    public static Vector512<float> Subtract(Vector512<float> left, Vector512<float> right) => left - right;

    public static Vector512<float> Multiply(Vector512<float> left, Vector512<float> right) => left * right;

    public static Vector512<float> MultiplyAdd(Vector512<float> left, Vector512<float> right, Vector512<float> addend) =>
        Vector512.MultiplyAddEstimate(left, right, addend);

    public static Vector512<float> Max(Vector512<float> left, Vector512<float> right) => Vector512.Max(left, right);

    public static Vector512<float> Relu(Vector512<float> value) => Vector512.AndNot(value, Vector512.LessThan(value, Vector512<float>.Zero));

    public static Vector512<float> ReluGradient(Vector512<float> gradient, Vector512<float> input) =>
        Vector512.AndNot(gradient, Vector512.LessThanOrEqual(input, Vector512<float>.Zero));
}
