using System.Runtime.InteropServices;
using Ddas.Nas.Tool;

using var stop = new CancellationTokenSource();

// The first Ctrl-C or SIGTERM lets the step under way finish; the second ends the process at once.
void OnSignal(PosixSignalContext context)
{
    if (stop.IsCancellationRequested) return;
    context.Cancel = true;
    stop.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
return await Application.RunAsync(args, Console.Out, Console.Error, stop.Token);
