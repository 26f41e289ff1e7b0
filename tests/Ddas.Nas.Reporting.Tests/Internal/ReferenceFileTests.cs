using System.IO.Compression;
using System.Text;
using Ddas.Nas.Records;
using Ddas.Nas.Reporting.Internal;

namespace Ddas.Nas.Reporting.Tests.Internal;

public sealed class ReferenceFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Three_columns_are_enough()
    {
        var curves = ReferenceFile.Read(Write("method,x,y\nA,0,10.5\nB,0,3\nA,1,11\n"));

        curves.Should().HaveCount(2);
        (curves[0].Name, curves[0].XName, curves[0].YName).Should().Be(("A", "rl_step", "valid_acc"));
        curves[0].Points.Should().Equal((0, 10.5), (1, 11));
    }

    [Fact]
    public void Only_the_data_set_of_interest_is_read_where_the_file_knows_it()
    {
        string path = Write("dataset,method,x_name,x,y_name,y\nCIFAR-10,A,mflops,1,test_acc,90\nCIFAR-100,A,mflops,1,test_acc,70\n");

        ReferenceFile.Read(path, "cifar10").Should().ContainSingle().Which.Points.Should().Equal((1, 90));
        ReferenceFile.Read(path, "mini").Select(c => c.Name).Should().Equal("A, CIFAR-10", "A, CIFAR-100");
    }

    [Theory]
    [InlineData("method,x\nA,1\n", "*needs the columns method, x and y, but has no 'y'*")]
    [InlineData("method,x,y\nA,1\n", "*line 2: 3 fields were expected, but there are 2*")]
    [InlineData("method,x,y\nA,1,2\nA,1,high\n", "*line 3: 'high' in column y is no number*")]
    [InlineData("method,x,y\nA,1,NaN\n", "*line 2: 'NaN' in column y is no number*")]
    [InlineData("", "*needs the columns*")]
    public void What_is_missing_is_said_with_its_line(string text, string message)
    {
        var read = () => ReferenceFile.Read(Write(text));

        read.Should().Throw<RecordFormatException>().WithMessage(message);
    }

    [Fact]
    public void A_gzipped_file_is_read()
    {
        string path = folder.Combine("r.csv.gz");
        using (var zip = new GZipStream(File.Create(path), CompressionLevel.Fastest)) zip.Write(Encoding.UTF8.GetBytes("method,x,y\nA,1,2\n"));

        ReferenceFile.Read(path).Should().ContainSingle();
    }

    [Fact]
    public void The_papers_curves_are_read()
    {
        var curves = ReferenceFile.Read(RepositoryData.PaperFigures, "cifar10");

        curves.Where(c => c.XName == "rl_step").Select(c => c.Name).Should().BeEquivalentTo("RS", "DDAS-NL", "DDAS-G", "DDAS-4S");
        curves.Single(c => c.XName == "rl_step" && c.Name == "DDAS-NL").Points.Where(p => p.X >= 1250).Average(p => p.Y).Should().BeApproximately(74.8, 0.5);
    }

    private string Write(string text)
    {
        string path = folder.Combine("r.csv");
        File.WriteAllText(path, text);
        return path;
    }

    [Fact]
    public void A_pipe_and_damaged_compressed_data_are_refused()
    {
        using var temporary = new TemporaryFolder();
        string pipe = Pipes.Make(temporary.Combine("curves.csv")), damaged = temporary.Combine("curves.csv.gz");
        File.WriteAllText(damaged, "no gzip");

        Pipes.Read(() => ReferenceFile.Read(pipe)).Should().BeOfType<RecordFormatException>().Which.Message.Should().StartWith($"{pipe} is a pipe");
        FluentActions.Invoking(() => ReferenceFile.Read(damaged)).Should().Throw<RecordFormatException>().WithMessage($"{damaged}: the compressed data are damaged.");
    }
}
