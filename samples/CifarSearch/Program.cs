// The paper's search on CIFAR-10 or CIFAR-100: warm-up, DDAS, front, report. Run again with the same folder, it goes on.
//   CifarSearch DATA OUT [cifar10|cifar100] [nl|g|4s]
// DATA holds the official binary files (data_batch_1.bin ..., or train.bin and test.bin); OUT keeps supernet and run.
using System.Globalization;
using Ddas.Nas.CifarSearch;
using Ddas.Nas.Records;
using Ddas.Nas.Supernet;
using Ddas.Nas.Supernet.Data;
using Ddas.Nas.Torch;

if (args is not [var data, var folder, ..] || args.Length > 4)
{
    Console.Error.WriteLine("usage: CifarSearch DATA OUT [cifar10|cifar100] [nl|g|4s]");
    return 2;
}

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
TorchNative.EnsureLoaded();
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true; // the step under way is finished
    stop.Cancel();
};
var version = args.ElementAtOrDefault(2) == "cifar100" ? CifarVersion.Cifar100 : CifarVersion.Cifar10;
try
{
    var search = new PaperSearch
    {
        Agent = PaperSearch.AgentOf(args.ElementAtOrDefault(3) ?? "nl"),
        Data = new SupernetDataOptions { Normalization = version == CifarVersion.Cifar10 ? Normalization.Cifar10 : Normalization.Cifar100 },
    };
    var progress = RunProgress.Each(static now =>
    {
        if (now.Step is not null || now.Epoch?.Loss is not null) Console.Error.WriteLine(now);
    });
    string report = search.Run(new CifarImageSource(data, version), folder, Console.Out, progress, stop.Token);
    Console.WriteLine($"report: {report}");
    return 0;
}
catch (OperationCanceledException e)
{
    Console.Error.WriteLine(e.Message);
    return 130;
}
catch (Exception e) when (e is ArgumentException or IOException or InvalidDataException or RunFolderException or RunConditionsException or FolderInUseException)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
