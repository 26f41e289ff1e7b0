namespace Ddas.Nas.Supernet.Tests;

/// <summary>Toy images and a toy supernet warmed on them, made once for a test class.</summary>
public sealed class ToySupernet : IDisposable
{
    public ToySupernet()
    {
        Data = Toy.Data();
        Supernet = new SupernetWarmup(null, Data, Toy.Warmup).Run();
    }

    public SupernetData Data { get; }

    public WarmSupernet Supernet { get; }

    public void Dispose()
    {
        Supernet.Dispose();
        Data.Dispose();
    }
}
