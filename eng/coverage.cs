// Reads the Cobertura files of eng/coverage: a line a library, then each member that no test of these projects enters. A member that is not in eng/uncovered.txt is an error.
using System.Globalization;
using System.Xml.Linq;

string[] justified = [.. File.ReadLines("eng/uncovered.txt").Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split(" : ")[0].Trim())];
var unexpected = new List<string>();
XElement[] packages = [.. Directory.EnumerateFiles(args[0], "*.xml").Order(StringComparer.Ordinal).SelectMany(f => XDocument.Load(f).Descendants("package"))];
HashSet<string> entered = [.. packages.Descendants("method").Where(m => m.Descendants("line").Any(l => l.Attribute("hits")!.Value != "0")).Select(Name)];
foreach (string library in (string[])["SearchSpace", "Pareto", "Agents"])
{
    var package = XDocument.Load(Path.Combine(args[0], library + ".xml")).Descendants("package").Single(p => p.Attribute("name")!.Value == "Ddas.Nas." + library);
    var classes = package.Descendants("class").Where(c => !c.Attribute("filename")!.Value.EndsWith(".g.cs", StringComparison.Ordinal)).ToList();
    int lines = classes.SelectMany(c => c.Element("lines")!.Elements()).Count(), hit = classes.SelectMany(c => c.Element("lines")!.Elements()).Count(l => l.Attribute("hits")!.Value != "0");
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Ddas.Nas.{library}: {100.0 * hit / lines:F1} % of {lines} lines covered"));
    foreach (var method in classes.SelectMany(c => c.Descendants("method")).Where(m => m.Descendants("line").Any() && !entered.Contains(Name(m))))
    {
        string name = Name(method).Split(' ')[0];
        Console.WriteLine($"  uncovered: {name}");
        if (!justified.Contains(name)) unexpected.Add(name);
    }
}

foreach (string name in unexpected.Distinct()) Console.Error.WriteLine($"error: no test enters {name}; test it, or say why not in eng/uncovered.txt.");
return unexpected.Count > 0 ? 1 : 0;

static string Name(XElement method) => $"{method.Ancestors("class").Single().Attribute("name")!.Value.Replace("Ddas.Nas.", "", StringComparison.Ordinal)}.{method.Attribute("name")!.Value} {method.Attribute("signature")!.Value}";
