// Analyses architectures without a tensor library: the published cells, and the steps of a run where one is named.
// As one native file: dotnet publish samples/Analysis -c Release -p:PublishAot=true
using System.Globalization;
using Ddas.Nas.Analysis;
using Ddas.Nas.Records;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args.Length > 1)
{
    Console.Error.WriteLine("Usage: Analysis [RUN-FOLDER]");
    return 2;
}

Console.WriteLine(ArchitectureReport.OfPublishedCells());
if (args.Length == 1)
{
    var run = RunFolder.Open(args[0]);
    Console.WriteLine(ArchitectureReport.OfSteps([.. StepLogReader.Read(run.StepsPath)]));
}

return 0;
