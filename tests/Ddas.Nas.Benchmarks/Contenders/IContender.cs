using Ddas.Nas.SearchSpace;
using Ddas.Nas.Supernet.Data;
using static TorchSharp.torch;

namespace Ddas.Nas.Benchmarks.Contenders;

/// <summary>Something that trains and measures the paper's search network. All start from the same weights.</summary>
internal interface IContender : IDisposable
{
    string Name { get; }

    /// <summary>Forward pass in training mode or not; for comparing outputs.</summary>
    Tensor Forward(Tensor images, Architecture? architecture, bool training);

    /// <summary>A training step, optimizer included, of all operations (null) or of an architecture.</summary>
    void Train(ImageBatch batch, Architecture? architecture);

    /// <summary>Accuracy and loss of an architecture; the images are gathered and normalized by the library for all contenders.</summary>
    void Evaluate(EvaluationBatches images, Architecture architecture);
}
