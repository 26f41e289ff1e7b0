using Ddas.Nas.Torch.Native;

namespace Ddas.Nas.Torch.Tests.Native;

public sealed class ElfVersionNeedsTests
{
    private static readonly byte[] Sound = ElfImageBuilder.Build(["V_1", "V_2", "V_3"], [("marker", 1), ("used", 2), ("other", 1)]);

    [Fact]
    public void Lists_the_symbols_of_a_version()
    {
        var needs = new ElfVersionNeeds([.. Sound]);

        needs.SymbolsOf("V_1").Should().BeEmpty();
        needs.SymbolsOf("V_2").Should().Equal("marker", "other");
        needs.SymbolsOf("V_3").Should().Equal("used");
        needs.SymbolsOf("V_4").Should().BeEmpty();
    }

    [Fact]
    public void MakeWeak_sets_one_bit_of_one_entry()
    {
        byte[] image = [.. Sound];

        new ElfVersionNeeds(image).MakeWeak("V_2").Should().BeTrue();

        int[] changed = [.. Enumerable.Range(0, image.Length).Where(i => image[i] != Sound[i])];
        changed.Should().Equal(ElfImageBuilder.NeedsAt + 2 * 16 + 4);
        image[changed[0]].Should().Be(2);
        new ElfVersionNeeds(image).MakeWeak("V_9").Should().BeFalse();
    }

    [Fact]
    public void Reads_TorchSharps_own_library()
    {
        string path = NativeFiles.Find(NativeFiles.Bridge)!;
        if (!path.EndsWith(".so", StringComparison.Ordinal)) Assert.Skip("needs the Linux build of TorchSharp's library");

        var needs = new ElfVersionNeeds(File.ReadAllBytes(path));

        needs.SymbolsOf("GLIBCXX_3.4.32").Should().Equal("_ZSt21ios_base_library_initv");
        needs.SymbolsOf("GLIBCXX_3.4.30").Should().NotBeEmpty();
    }

    [Fact]
    public void Every_truncation_leads_to_one_exception_or_the_same_answer()
    {
        for (int length = 0; length < Sound.Length; length++) Probe(Sound[..length], "cut to " + length);
    }

    [Fact]
    public void Ten_thousand_damaged_images_lead_to_one_exception_or_an_answer()
    {
        int refused = 0;
        for (int i = 0; i < 10_000; i++)
        {
            var random = new RandomStream(1, "elf", i);
            byte[] image = [.. Sound];
            for (int hits = 1 + random.NextInt(6); hits > 0; hits--)
            {
                int at = random.NextInt(2) == 0 ? random.NextInt(0x1c0) : 0x200 + random.NextInt(0x100); // headers, or references
                image[at] = random.NextInt(3) switch { 0 => 0, 1 => 0xff, _ => (byte)random.NextInt(256) };
            }
            if (!Probe(image, "case " + i)) refused++;
        }
        refused.Should().BeInRange(1_000, 9_000);
    }

    [Fact]
    public void A_cycle_of_references_ends()
    {
        byte[] image = [.. Sound];
        ElfImageBuilder.Write16(image, ElfImageBuilder.NeedsAt + 2, 0xffff);
        for (int entry = 1; entry <= 3; entry++) ElfImageBuilder.Write32(image, ElfImageBuilder.NeedsAt + 16 * entry + 12, 0);

        Refuses(image);
    }

    [Theory]
    [InlineData(0x28, ulong.MaxValue)] // section table
    [InlineData(0x28, 0x5ff)]
    [InlineData(0x40 + 64 + 0x18, ulong.MaxValue)] // offset of the references
    [InlineData(0x40 + 64 + 0x18, 0x7fffffffffffffff)]
    [InlineData(0x40 + 64 + 0x20, ulong.MaxValue)] // their size
    [InlineData(0x40 + 64 + 0x28, 0xffff)] // their strings' section
    [InlineData(0x40 + 256 + 0x20, 0)] // no strings
    public void Refuses_numbers_beyond_the_image(int at, ulong value)
    {
        byte[] image = [.. Sound];
        ElfImageBuilder.Write64(image, at, value);

        Refuses(image);
    }

    [Fact]
    public void Refuses_other_formats()
    {
        Refuses([]);
        Refuses([.. "MZ"u8]);
        byte[] bits32 = [.. Sound];
        bits32[4] = 1;
        Refuses(bits32);
    }

    private static void Refuses(byte[] image) => FluentActions.Invoking(() => new ElfVersionNeeds(image).MakeWeak("V_9")).Should().Throw<BadImageFormatException>();

    private static bool Probe(byte[] image, string which)
    {
        try
        {
            var needs = new ElfVersionNeeds(image);
            needs.SymbolsOf("V_2");
            needs.MakeWeak("V_3");
            return true;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(which, e);
        }
    }
}
