namespace Ddas.Nas.Supernet.Kernels.Vectors;

/// <summary>Arithmetic on one vector register of floats. Kernels are generic in it; the JIT compiles one copy per width.</summary>
/// <typeparam name="TVector">The register: Vector512, Vector256, Vector128 of float, or float itself.</typeparam>
internal unsafe interface ISimd<TVector> where TVector : struct
{
    /// <summary>Floats per register, a constant to the JIT.</summary>
    static abstract int Width { get; }

    static abstract TVector Load(float* source);

    static abstract void Store(TVector value, float* target);

    /// <summary>The value in every lane.</summary>
    static abstract TVector Broadcast(float value);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Subtract(TVector left, TVector right);

    static abstract TVector Multiply(TVector left, TVector right);

    /// <summary>left * right + addend, in one rounding where the processor has it.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector addend);

    /// <summary>The larger; NaN where one is NaN.</summary>
    static abstract TVector Max(TVector left, TVector right);

    /// <summary>max(value, 0); NaN stays NaN.</summary>
    static abstract TVector Relu(TVector value);

    /// <summary>ReLU's gradient: 0 where input is at most 0, else gradient (also where input is NaN).</summary>
    static abstract TVector ReluGradient(TVector gradient, TVector input);
}
