using System.CommandLine.Parsing;

namespace Ddas.Nas.Tool.Tests.Documentation;

public class CommandLineTests
{
    public static TheoryData<string> Pages => [.. new[] { "README.md" }.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(Repository.Root, p))).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_command_of_ddas_in_the_documentation_parses(string page)
    {
        foreach (string command in Commands(File.ReadAllLines(Path.Combine(Repository.Root, page))))
        {
            var parsed = Application.CreateRoot(TextWriter.Null, TextWriter.Null).Parse([.. CommandLineParser.SplitCommandLine(command)]);

            parsed.Errors.Select(e => e.Message).Should().BeEmpty($"'ddas {command}' of {page} should parse");
        }
    }

    [Fact]
    public void Commands_are_found() => Pages.Sum(page => Commands(File.ReadAllLines(Path.Combine(Repository.Root, page.Data))).Count()).Should().BeGreaterThan(10);

    /// <summary>What follows <c>ddas</c> on the lines of code blocks, lines that end in a backslash joined, redirections and ellipses left out.</summary>
    private static IEnumerable<string> Commands(string[] lines)
    {
        bool code = false;
        string joined = "";
        foreach (string line in lines)
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) (code, joined) = (!code, "");
            else if (code && line.EndsWith('\\')) joined += line[..^1];
            else if (code)
            {
                string command = (joined + line).Trim();
                joined = "";
                if (command.StartsWith("ddas ", StringComparison.Ordinal) && !command.Contains("...", StringComparison.Ordinal)) yield return command[5..].Split(" > ")[0].Split(" #")[0];
            }
        }
    }
}
