using Ddas.Nas.Agents;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;
using TorchSharp.Modules;
using static TorchSharp.torch.utils;

namespace Ddas.Nas.Tool.Display;

/// <summary>Writes each step's numbers as TensorBoard events.</summary>
internal sealed class TensorBoardObserver : ISearchObserver
{
    private readonly SummaryWriter writer;

    /// <param name="folder">Where the event file goes; made where it is absent.</param>
    public TensorBoardObserver(string folder) => writer = tensorboard.SummaryWriter(Directory.CreateDirectory(folder).FullName);

    public void OnStep(StepRecord record)
    {
        Add("search/accuracy", record.Accuracy);
        Add("search/loss", record.Loss);
        Add("search/reward", record.Reward);
        Add("search/testAccuracy", record.TestAccuracy);
        Add("cost/flops", record.Flops);
        Add("cost/parameters", record.Parameters);
        Add("cost/seconds", record.Seconds);
        Add("agent/criticLoss", record.CriticLoss);
        Add("agent/actorLoss", record.ActorLoss);
        Add("agent/meanQ", record.MeanQ);
        Add("agent/spread", record.Spread);
        Add("agent/saturation", record.Saturation);
        Add("agent/noneCount", record.NoneCount);
        Add("agent/ties", record.Ties);
        Add("agent/burst", record.Burst is { } burst ? (burst ? 1 : 0) : null);

        void Add(string tag, double? value)
        {
            if (value is { } number) writer.add_scalar(tag, (float)number, record.Step);
        }
    }
}
