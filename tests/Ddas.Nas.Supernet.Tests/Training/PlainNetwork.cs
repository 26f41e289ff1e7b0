using Ddas.Nas.SearchSpace.Environments;
using Ddas.Nas.Supernet.Networks;
using Ddas.Nas.Supernet.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ddas.Nas.Supernet.Tests.Training;

/// <summary>Three convolutions with BatchNorm, two poolings and a classifier: what anybody would try first. Trained as a cell is, without what only cells have.</summary>
internal sealed class PlainNetwork : IDisposable
{
    private readonly Sequential body;

    public PlainNetwork(int imageChannels, int classes)
    {
        body = nn.Sequential(
            nn.Conv2d(imageChannels, 32, 3, padding: 1, bias: false), nn.BatchNorm2d(32), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(32, 64, 3, padding: 1, bias: false), nn.BatchNorm2d(64), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(64, 128, 3, padding: 1, bias: false), nn.BatchNorm2d(128), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(128, classes));
        WeightInitializer.Fill(body.named_parameters().ToDictionary(p => p.name, p => p.parameter), seed: 0);
    }

    public long Parameters => body.parameters().Sum(p => p.numel());

    public ArchitectureScore Train(CellTrainingData data, CellTrainerOptions options)
    {
        var batches = data.TrainBatches(options.BatchSize, options.Seed);
        var test = data.TestBatches(options.EvaluationBatchSize);
        var named = body.named_parameters().Select(p => (p.name, (Tensor)p.parameter)).ToList();
        using var optimizer = new SgdOptimizer(new SgdOptions { Momentum = options.Momentum, WeightDecay = options.WeightDecay, MaxGradientNorm = options.MaxGradientNorm }, named);
        for (int epoch = 0; epoch < options.Epochs; epoch++)
        {
            optimizer.LearningRate = CosineSchedule.Rate(options.LearningRate, options.FinalLearningRate, epoch, options.Epochs);
            for (int batch = 0; batch < batches.BatchesPerEpoch; batch++) TrainingStep.Run(optimizer, optimizer.Parameters, batches, body.call);
        }

        body.eval();
        return Measurement.Run(test, test.Batch, body.call, CPU, default);
    }

    public void Dispose() => body.Dispose();
}
