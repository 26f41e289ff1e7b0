using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Ddas.Nas.Conventions.Tests;

public class LogEventTests
{
    private static IEnumerable<LoggerMessageAttribute> Events => Assemblies.Libraries.SelectMany(a => Assemblies.Load(a).GetTypes())
        .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)).Select(m => m.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>();

    [Fact]
    public void Every_event_has_an_id_and_a_name_of_its_own()
    {
        Events.Should().HaveCountGreaterThan(5);
        Events.Select(e => e.EventId).Should().OnlyHaveUniqueItems().And.NotContain(0);
        Events.Select(e => e.EventName).Should().OnlyHaveUniqueItems().And.NotContainNulls();
    }

    [Fact]
    public void The_documentation_lists_every_event()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "how-to-register-services.md"));

        Events.Select(e => $"| {e.EventId} | {e.EventName} | {e.Level.ToString().ToLowerInvariant()} |").Where(row => !page.Contains(row, StringComparison.Ordinal)).Should().BeEmpty();
    }
}
