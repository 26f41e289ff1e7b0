using System.CommandLine;
using Ddas.Nas.Benchmarks.Measuring;

namespace Ddas.Nas.Benchmarks;

/// <summary><c>scale</c>: what a step costs against the size of the network.</summary>
internal static class ScaleCommand
{
    private const int Images = 640;

    public static Command Create()
    {
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 3 };
        var command = new Command("scale", "Measures steps against the number of cells and channels.") { rounds };
        command.SetAction(arguments =>
        {
            Console.WriteLine("cells  channels  all operations  DARTS_V2 step  evaluation");
            foreach (var (cells, channels) in new[] { (3, 16), (6, 16), (8, 16), (12, 16), (20, 16), (6, 8), (6, 24), (6, 32), (6, 36) })
            {
                using var bed = new TestBed(TestBed.BatchSize, Images, cells, channels);
                using var library = bed.Create("library");
                var images = bed.Data.ValidBatches(128);
                double[] seconds = Interleaved.Measure(
                    arguments.GetValue(rounds),
                    () => library.Train(bed.Batch, null), () => library.Train(bed.Batch, TestBed.DartsV2), () => library.Evaluate(images, TestBed.DartsV2));
                Console.WriteLine($"{cells,5}  {channels,8}  {seconds[0],12:F2} s  {seconds[1],11:F3} s  {Images / seconds[2],5:F0} images/s");
            }
        });
        return command;
    }
}
