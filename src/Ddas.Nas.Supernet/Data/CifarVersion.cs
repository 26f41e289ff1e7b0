namespace Ddas.Nas.Supernet.Data;

/// <summary>Which of the two CIFAR data sets (Krizhevsky 2009): 50,000 training and 10,000 test images of 3 x 32 x 32.</summary>
public enum CifarVersion
{
    /// <summary>10 classes.</summary>
    Cifar10,

    /// <summary>100 classes (the fine labels).</summary>
    Cifar100,
}
