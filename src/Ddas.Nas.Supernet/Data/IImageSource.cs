namespace Ddas.Nas.Supernet.Data;

/// <summary>
/// Where images come from. Both parts have the same image shape and classes. Each call reads anew and the caller keeps the
/// result; calls may come from any thread. An implementation throws <see cref="IOException"/> (missing files and folders
/// included) or <see cref="InvalidDataException"/> with one sentence that says what is wrong, where, and what to do.
/// </summary>
public interface IImageSource
{
    /// <summary>Reads the training images, of which D_T and D_V are parts.</summary>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="InvalidDataException">A file is damaged or of another format.</exception>
    ImageDataSet ReadTrain();

    /// <summary>Reads the test images, which the search never sees.</summary>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="InvalidDataException">A file is damaged or of another format.</exception>
    ImageDataSet ReadTest();
}
