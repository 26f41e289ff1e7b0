namespace Ddas.Nas.Reporting.Drawing;

/// <summary>A picture of a report with its words. Immutable.</summary>
public sealed class Figure
{
    internal Figure(string name, string title, string caption, Picture picture) => (Name, Title, Caption, Picture) = (name, title, caption, picture);

    /// <summary>Name of its files, without an ending: letters, digits and hyphens.</summary>
    public string Name { get; }

    /// <summary>What it shows.</summary>
    public string Title { get; }

    /// <summary>How to read it.</summary>
    public string Caption { get; }

    internal Picture Picture { get; }

    /// <summary>The figure as an SVG file; its text is drawn as outlines and needs no font.</summary>
    public string ToSvg() => SvgWriter.ForFile(Picture);

    /// <summary>The figure as a PNG file, at twice its natural size.</summary>
    public byte[] ToPng() => PngWriter.Write(Picture);

    /// <summary>Writes <c>NAME.svg</c> and <c>NAME.png</c>.</summary>
    /// <param name="folder">A folder that exists.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void Save(string folder)
    {
        PlainFile.Write(Path.Combine(folder, Name + ".svg"), ToSvg());
        PlainFile.Write(Path.Combine(folder, Name + ".png"), ToPng());
    }
}
