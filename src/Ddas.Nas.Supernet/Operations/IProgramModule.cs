using Ddas.Nas.Supernet.Kernels.Programs;

namespace Ddas.Nas.Supernet.Operations;

/// <summary>A module that an <see cref="ImageProgram"/> can hold: its evaluation mode, image by image, on this library's kernels.</summary>
internal interface IProgramModule
{
    /// <summary>Appends the module.</summary>
    /// <param name="program">Where to.</param>
    /// <param name="input">Its input before any ReLU; the channels of the pieces side by side.</param>
    /// <param name="norm">BatchNorm behind the module, or null.</param>
    /// <param name="output">Where its output goes.</param>
    /// <param name="add">Whether the output is added to what is there.</param>
    /// <returns>False where it cannot be: nothing may be made of the program then.</returns>
    bool TryAppendTo(ImageProgram program, ReadOnlySpan<ImageSlot> input, BatchNorm? norm, ImageSlot output, bool add);
}
