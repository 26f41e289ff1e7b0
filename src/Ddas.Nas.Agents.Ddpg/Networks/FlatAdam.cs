using TorchSharp;
using static TorchSharp.torch;

namespace Ddas.Nas.Agents.Ddpg.Networks;

/// <summary>Adam (Kingma and Ba 2015) over one flat tensor: the arithmetic of torch.optim.Adam in seven native calls.</summary>
internal sealed class FlatAdam : IDisposable
{
    private const double Epsilon = 1e-8;
    private readonly double learningRate;
    private readonly double beta1;
    private readonly double beta2;
    private readonly Tensor gradientShare;
    private readonly Tensor denominator;

    /// <param name="like">A tensor of the parameters' shape and device; only those are looked at.</param>
    /// <param name="learningRate">Above 0.</param>
    /// <param name="beta1">Decay of the first moment.</param>
    /// <param name="beta2">Decay of the second moment.</param>
    public FlatAdam(Tensor like, double learningRate, double beta1, double beta2)
    {
        (this.learningRate, this.beta1, this.beta2) = (learningRate, beta1, beta2);
        (FirstMoment, SecondMoment, denominator) = (zeros_like(like), zeros_like(like), zeros_like(like));
        gradientShare = torch.tensor((float)(1 - beta1), device: like.device);
    }

    /// <summary>Number of steps taken.</summary>
    public int Steps { get; private set; }

    /// <summary>Running mean of the gradient.</summary>
    public Tensor FirstMoment { get; }

    /// <summary>Running mean of the squared gradient.</summary>
    public Tensor SecondMoment { get; }

    /// <summary>Moves the parameters against the gradient.</summary>
    /// <param name="parameters">Changed in place.</param>
    /// <param name="gradient">Of the same shape.</param>
    public void Step(Tensor parameters, Tensor gradient)
    {
        Steps++;
        double correction = Math.Sqrt(1 - Math.Pow(beta2, Steps));
        FirstMoment.lerp_(gradient, gradientShare);
        SecondMoment.mul_((float)beta2);
        SecondMoment.addcmul_(gradient, gradient, (float)(1 - beta2));
        denominator.copy_(SecondMoment);
        denominator.sqrt_();
        denominator.add_((float)(Epsilon * correction));
        parameters.addcdiv_(FirstMoment, denominator, (float)(-learningRate * correction / (1 - Math.Pow(beta1, Steps))));
    }

    public void Dispose()
    {
        FirstMoment.Dispose();
        SecondMoment.Dispose();
        denominator.Dispose();
        gradientShare.Dispose();
    }
}
