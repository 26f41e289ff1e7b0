using Ddas.Nas.Torch.Native;

namespace Ddas.Nas.Torch.Tests.Native;

public sealed class PatchedCopyTests
{
    [Fact]
    public void Marks_a_version_weak_that_only_the_marker_uses()
    {
        byte[] image = ElfImageBuilder.Build(["A", "B"], [("_ZSt21ios_base_library_initv", 1), ("used", 0)]);

        PatchedCopy.Patch(image, "B");

        image[ElfImageBuilder.NeedsAt + 2 * 16 + 4].Should().Be(2);
    }

    [Fact]
    public void Refuses_a_version_that_code_uses()
    {
        byte[] image = ElfImageBuilder.Build(["A"], [("_ZSt21ios_base_library_initv", 0), ("really", 0)]);

        FluentActions.Invoking(() => PatchedCopy.Patch(image, "A")).Should().Throw<PlatformNotSupportedException>().WithMessage("really of A is really used");
    }

    [Fact]
    public void Refuses_a_version_that_is_not_needed()
    {
        byte[] image = ElfImageBuilder.Build(["A"], []);

        FluentActions.Invoking(() => PatchedCopy.Patch(image, "B")).Should().Throw<BadImageFormatException>().WithMessage("B is not among the needed versions");
    }
}
