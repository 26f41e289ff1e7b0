namespace Ddas.Nas.Supernet.Kernels.Vectors;

/// <summary>Sums that each part of the work takes for itself from zero, and that are then added in the order of the parts.</summary>
internal sealed unsafe class PartSums<TSimd, TVector> : IDisposable
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private readonly NativeBuffer buffer;
    private readonly int parts;
    private readonly int length;

    /// <param name="parts">Parts, at least 1.</param>
    /// <param name="length">Floats per part, a multiple of the register's.</param>
    public PartSums(int parts, int length)
    {
        (this.parts, this.length) = (parts, length);
        buffer = new NativeBuffer((long)parts * length);
        for (int part = 0; part < parts; part++) new Span<float>(this[part], length).Clear();
    }

    public float* this[int part] => buffer.Pointer + (long)part * length;

    /// <summary>Adds all parts into the first.</summary>
    public float* Total()
    {
        for (int part = 1; part < parts; part++)
            for (int i = 0; i < length; i += TSimd.Width)
                TSimd.Store(TSimd.Add(TSimd.Load(this[0] + i), TSimd.Load(this[part] + i)), this[0] + i);
        return this[0];
    }

    public void Dispose() => buffer.Dispose();
}
