using System.Buffers.Binary;
using System.Text;

namespace Ddas.Nas.Torch.Tests.Native;

/// <summary>Builds a minimal ELF64 image with version sections: one needed library, versions, and symbols bound to them.</summary>
internal static class ElfImageBuilder
{
    public const int SectionTable = 0x40, NeedsAt = 0x200, VersionsAt = 0x300, SymbolsAt = 0x340, StringsAt = 0x400;

    /// <summary>Section headers stand at 0x40: 1 needs, 2 versions, 3 symbols, 4 strings.</summary>
    public static byte[] Build(string[] versions, (string Symbol, int Version)[] symbols)
    {
        byte[] image = new byte[0x600];
        "\u007fELF\u0002\u0001"u8.CopyTo(image);
        Write64(image, 0x28, SectionTable);
        Write16(image, 0x3a, 64);
        Write16(image, 0x3c, 5);
        int end = StringsAt + 1;
        uint Text(string text)
        {
            int at = end;
            Encoding.ASCII.GetBytes(text).CopyTo(image, at);
            end += text.Length + 1;
            return (uint)(at - StringsAt);
        }

        Write16(image, NeedsAt, 1);
        Write16(image, NeedsAt + 2, versions.Length);
        Write32(image, NeedsAt + 4, Text("libstdc++.so.6"));
        Write32(image, NeedsAt + 8, 16);
        for (int i = 0; i < versions.Length; i++)
        {
            int entry = NeedsAt + 16 * (i + 1);
            Write16(image, entry + 6, i + 2);
            Write32(image, entry + 8, Text(versions[i]));
            Write32(image, entry + 12, i + 1 < versions.Length ? 16u : 0);
        }
        for (int i = 0; i < symbols.Length; i++)
        {
            Write32(image, SymbolsAt + 24 * i, Text(symbols[i].Symbol));
            Write16(image, VersionsAt + 2 * i, symbols[i].Version + 2);
        }
        Section(image, 1, 0x6ffffffe, NeedsAt, 16 * (versions.Length + 1), 4);
        Section(image, 2, 0x6fffffff, VersionsAt, 2 * symbols.Length, 3);
        Section(image, 3, 11, SymbolsAt, 24 * symbols.Length, 4);
        Section(image, 4, 3, StringsAt, end - StringsAt, 0);
        return image;
    }

    public static int Header(int section) => SectionTable + 64 * section;

    public static void Write16(byte[] image, int at, int value) => BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(at), (ushort)value);

    public static void Write32(byte[] image, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(at), value);

    public static void Write64(byte[] image, int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(image.AsSpan(at), value);

    private static void Section(byte[] image, int index, uint type, int offset, int size, uint link)
    {
        Write32(image, Header(index) + 4, type);
        Write64(image, Header(index) + 0x18, (ulong)offset);
        Write64(image, Header(index) + 0x20, (ulong)size);
        Write32(image, Header(index) + 0x28, link);
    }
}
