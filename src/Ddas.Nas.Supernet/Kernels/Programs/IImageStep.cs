namespace Ddas.Nas.Supernet.Kernels.Programs;

/// <summary>A step of an <see cref="ImageProgram"/>: from slots of one image to a slot.</summary>
internal unsafe interface IImageStep
{
    /// <summary>Floats of working memory that the step needs.</summary>
    int WorkLength { get; }

    /// <summary>Takes the step.</summary>
    /// <param name="memory">Where offset 0 of the slots is.</param>
    /// <param name="work">Working memory, of unspecified content.</param>
    void Run(float* memory, float* work);
}
