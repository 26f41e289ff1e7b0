using Ddas.Nas.Records;

if (args.Length != 3)
{
    Console.Error.WriteLine("usage: My_Search IMAGES EPOCHS STEPS, where IMAGES/train/CLASS holds PNG or JPEG files");
    return 2;
}

var progress = RunProgress.Each(p => { if (p.Step is not null || p.Epoch?.Loss is not null) Console.Error.WriteLine(p); });
var result = My_Search.Search.Run(images: args[0], runs: "runs", epochs: int.Parse(args[1]), steps: int.Parse(args[2]), progress);
foreach (var step in result.Front) Console.WriteLine($"{step.Accuracy:P1}  {step.Flops / 1e6:F1} MFLOPs  {step.Genotype}");
return 0;
