using Ddas.Nas.Agents.Benchmarks;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Tests.Benchmarks;

public class ArchitectureTableOptionsValidatorTests
{
    [Fact]
    public void All_errors_come_in_one_message()
    {
        new ArchitectureTableOptions().Validate();
        var read = () => SmallTable.Read("", new ArchitectureTableOptions { ArchitectureColumn = "", AccuracyColumns = [], TestColumn = " ", Scale = 0 });

        read.Should().Throw<OptionsException>().Which.Errors.Should().Equal(
            "ArchitectureColumn holds an empty name, but must name a column.",
            "AccuracyColumns is empty, but must name at least one column.",
            "TestColumn holds an empty name, but must name a column.",
            "Scale is 0, but must be above 0.");
    }
}
