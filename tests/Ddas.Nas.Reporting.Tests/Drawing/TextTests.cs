using Ddas.Nas.Reporting.Drawing;

namespace Ddas.Nas.Reporting.Tests.Drawing;

public class TextTests
{
    [Theory]
    [InlineData(0.123456, "12.35 %")]
    [InlineData(null, "–")]
    public void A_fraction_is_written_as_percent(double? fraction, string text) => Text.Percent(fraction).Should().Be(text);

    [Theory]
    [InlineData(1234567.89126, "1 234 567.891")]
    [InlineData(0.5, "0.5")]
    [InlineData(null, "–")]
    public void A_number_has_up_to_three_decimals(double? number, string text) => Text.Number(number).Should().Be(text);

    [Theory]
    [InlineData("DDAS-NL (reward loss)", "ddas-nl-reward-loss")]
    [InlineData("../a <b>", "a-b")]
    [InlineData("日本", "run")]
    public void A_name_becomes_part_of_a_files(string name, string part) => Text.FilePart(name).Should().Be(part);

    [Theory]
    [InlineData(5.26, "5.3 s")]
    [InlineData(65, "1:05")]
    [InlineData(90061, "1.01:01:01")]
    public void Seconds_are_written_as_a_duration(double seconds, string text) => Text.Duration(seconds).Should().Be(text);
}
