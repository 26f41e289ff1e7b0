using BenchmarkDotNet.Attributes;
using Ddas.Nas.Supernet.Data;

namespace Ddas.Nas.Benchmarks.Pieces;

/// <summary>A batch of 64 images of CIFAR's size.</summary>
public class DataPieces
{
    private BatchIterator train = null!;
    private EvaluationBatches valid = null!;

    [GlobalSetup]
    public void Setup()
    {
        var bed = new TestBed(2560, 1280);
        (train, valid) = (bed.Data.TrainBatches(TestBed.BatchSize, 1), bed.Data.ValidBatches(TestBed.BatchSize));
    }

    [Benchmark]
    public void Augmented() => train.Next().Dispose();

    [Benchmark]
    public void Clean() => valid.Batch(0).Dispose();
}
