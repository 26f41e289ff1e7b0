// Packs all libraries into a folder, under a version that rises with each call, so that no cache holds an older package of the same name.
// dotnet run eng/pack.cs -- FOLDER [further options of dotnet pack]
using System.Diagnostics;
using System.Globalization;

if (args.Length == 0)
{
    Console.Error.WriteLine("usage: dotnet run eng/pack.cs -- FOLDER [options of dotnet pack]");
    return 2;
}

string stamp = DateTime.UtcNow.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
string[] pack = ["pack", "Ddas.Nas.sln", "-c", "Release", "-o", args[0], $"-p:VersionSuffix=alpha.{stamp}", .. args[1..]];
using var process = Process.Start("dotnet", pack);
process.WaitForExit();
return process.ExitCode;
