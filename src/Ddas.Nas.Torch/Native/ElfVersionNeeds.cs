using System.Buffers.Binary;
using System.Text;

namespace Ddas.Nas.Torch.Native;

/// <summary>
/// The version references (.gnu.version_r) of a 64-bit little-endian ELF image. Every offset and count of the image
/// is checked against its length, and every walk is bounded by it.
/// </summary>
internal readonly ref struct ElfVersionNeeds
{
    private const uint DynamicSymbols = 11, VersionNeeds = 0x6ffffffe, VersionSymbols = 0x6fffffff;
    private const int SectionHeaderSize = 64, SymbolSize = 24, NeedSize = 16;
    private const ushort WeakFlag = 2;

    private readonly Span<byte> image;
    private readonly Section needs;
    private readonly Section versions;
    private readonly Section symbols;
    private readonly Section strings;

    /// <summary>Reads the section headers of <paramref name="image"/>.</summary>
    /// <exception cref="BadImageFormatException">Not such an image, truncated, or without dynamic version sections.</exception>
    public ElfVersionNeeds(Span<byte> image)
    {
        this.image = image;
        if (!image.StartsWith("\u007fELF\u0002\u0001"u8)) throw new BadImageFormatException("not a 64-bit little-endian ELF image");
        needs = FindSection(VersionNeeds);
        versions = FindSection(VersionSymbols);
        symbols = FindSection(DynamicSymbols);
        strings = ReadSection(needs.Link);
    }

    /// <summary>Names of the symbols that are bound to <paramref name="version"/>; empty where it is not needed.</summary>
    /// <exception cref="BadImageFormatException">The image contradicts itself.</exception>
    public List<string> SymbolsOf(string version)
    {
        var found = new List<string>();
        if (Find(version) is not { } entry) return found;
        int index = U16(entry + 6), count = Math.Min(symbols.Size / SymbolSize, versions.Size / 2);
        for (int i = 0; i < count; i++)
            if ((U16(versions.Offset + 2 * i) & 0x7fff) == index) found.Add(Text(U32(symbols.Offset + SymbolSize * i)));
        return found;
    }

    /// <summary>Marks the reference to <paramref name="version"/> weak, so that a library without it is accepted.</summary>
    /// <returns>Whether the image refers to it.</returns>
    /// <exception cref="BadImageFormatException">The image contradicts itself.</exception>
    public bool MakeWeak(string version)
    {
        if (Find(version) is not { } entry) return false;
        BinaryPrimitives.WriteUInt16LittleEndian(Slice(entry + 4, 2), (ushort)(U16(entry + 4) | WeakFlag));
        return true;
    }

    /// <summary>Offset of the vernaux entry that names <paramref name="version"/>.</summary>
    private int? Find(string version)
    {
        int budget = needs.Size / NeedSize; // no more entries fit, so a cycle ends here
        for (long need = needs.Offset; ;)
        {
            long entry = need + U32(need + 8);
            for (int left = U16(need + 2); left > 0; left--)
            {
                if (--budget < 0) throw Contradiction();
                if (Text(U32(entry + 8)) == version) return (int)entry;
                entry += U32(entry + 12);
            }
            uint next = U32(need + 12);
            if (next == 0) return null;
            if (--budget < 0) throw Contradiction();
            need += next;
        }
    }

    private Section FindSection(uint type)
    {
        int count = U16(0x3c);
        for (int i = 0; i < count; i++)
            if (U32(HeaderOf((uint)i) + 4) == type) return ReadSection((uint)i);
        throw new BadImageFormatException($"no section of type 0x{type:x}");
    }

    private Section ReadSection(uint index)
    {
        if (index >= U16(0x3c)) throw Contradiction();
        long header = HeaderOf(index);
        ulong offset = U64(header + 0x18), size = U64(header + 0x20);
        if (offset > (ulong)image.Length || size > (ulong)image.Length - offset) throw Contradiction();
        return new Section((int)offset, (int)size, U32(header + 0x28));
    }

    private long HeaderOf(uint index)
    {
        ulong table = U64(0x28);
        if (U16(0x3a) != SectionHeaderSize || table > (ulong)image.Length) throw Contradiction();
        return (long)table + index * SectionHeaderSize;
    }

    private string Text(uint offset)
    {
        if (offset >= strings.Size) throw Contradiction();
        var tail = image.Slice(strings.Offset, strings.Size)[(int)offset..];
        int length = tail.IndexOf((byte)0);
        return length < 0 ? throw Contradiction() : Encoding.ASCII.GetString(tail[..length]);
    }

    private ushort U16(long at) => BinaryPrimitives.ReadUInt16LittleEndian(Slice(at, 2));

    private uint U32(long at) => BinaryPrimitives.ReadUInt32LittleEndian(Slice(at, 4));

    private ulong U64(long at) => BinaryPrimitives.ReadUInt64LittleEndian(Slice(at, 8));

    private Span<byte> Slice(long at, int length) =>
        at >= 0 && at <= image.Length - length ? image.Slice((int)at, length) : throw Contradiction();

    private static BadImageFormatException Contradiction() => new("truncated or inconsistent ELF image");

    private readonly record struct Section(int Offset, int Size, uint Link);
}
