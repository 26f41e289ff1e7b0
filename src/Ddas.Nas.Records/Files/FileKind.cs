using System.Runtime.InteropServices;

namespace Ddas.Nas.Records.Files;

/// <summary>Whether a path leads to something else than a file or a folder; .NET does not say, hence the calls into the C library.</summary>
internal static partial class FileKind
{
    private const int CurrentFolder = -100, StatxMode = 2; // AT_FDCWD, STATX_MODE
    private const int StatxModeOffset = 28, MacModeOffset = 4, BufferBytes = 512;
    private const int TypeMask = 0xF000, Pipe = 0x1000, CharacterDevice = 0x2000, BlockDevice = 0x6000, Socket = 0xC000;

    /// <summary>What lies there, with its article, where it is a pipe, a device or a socket; null for all else and where that cannot be known.</summary>
    public static string? Of(string path) => (Mode(path) & TypeMask) switch
    {
        Pipe => "a pipe",
        CharacterDevice or BlockDevice => "a device",
        Socket => "a socket",
        _ => null,
    };

    private static int Mode(string path)
    {
        Span<byte> buffer = stackalloc byte[BufferBytes];
        try
        {
            if (OperatingSystem.IsLinux()) return Statx(CurrentFolder, path, 0, StatxMode, buffer) == 0 ? MemoryMarshal.Read<ushort>(buffer[StatxModeOffset..]) : 0;
            if (!OperatingSystem.IsMacOS()) return 0;
            int failed = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? Stat64(path, buffer) : Stat(path, buffer);
            return failed == 0 ? MemoryMarshal.Read<ushort>(buffer[MacModeOffset..]) : 0;
        }
        catch (EntryPointNotFoundException)
        {
            return 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, Span<byte> buffer);

    [LibraryImport("libc", EntryPoint = "stat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Stat(string path, Span<byte> buffer);

    [LibraryImport("libc", EntryPoint = "stat$INODE64", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Stat64(string path, Span<byte> buffer);
}
