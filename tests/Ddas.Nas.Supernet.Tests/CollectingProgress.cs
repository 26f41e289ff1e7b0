namespace Ddas.Nas.Supernet.Tests;

/// <summary>Keeps what it is told, at once and on the same thread.</summary>
internal sealed class CollectingProgress<T>(Action<T>? also = null) : IProgress<T>
{
    public List<T> Values { get; } = [];

    public void Report(T value)
    {
        Values.Add(value);
        also?.Invoke(value);
    }
}
