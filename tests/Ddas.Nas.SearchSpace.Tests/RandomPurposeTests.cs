using System.Reflection;

namespace Ddas.Nas.SearchSpace.Tests;

public class RandomPurposeTests
{
    [Fact]
    public void Purposes_differ_so_that_their_streams_do()
    {
        string[] purposes = [.. typeof(RandomPurpose).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetValue(null)!)];

        purposes.Should().HaveCountGreaterThan(5).And.OnlyHaveUniqueItems();
        purposes.Select(p => new RandomStream(0, p, 0).NextUInt64()).Should().OnlyHaveUniqueItems();
    }
}
