using System.Text.Json;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Agents.Tests;

public class CsvObserverTests
{
    private static readonly StepRecord Bare = new() { Step = 0, Phase = "explore", Genotype = "a", Accuracy = 0.1 + 0.2, Loss = 2, Reward = -1e-9, Seconds = 0.5 };

    [Fact]
    public void A_step_is_a_line_with_exact_numbers_and_absent_ones_empty()
    {
        using var text = new StringWriter();

        var observer = new CsvObserver(text);
        observer.OnStep(Bare);
        observer.OnStep(Bare with { Step = 1, Genotype = "G('x', 0), \"q\"", Flops = 68454892, NoneCount = 3, Ties = 0, Burst = true });

        text.ToString().Should().Be(
            "step,phase,genotype,accuracy,loss,reward,flops,parameters,testAccuracy,seconds,criticLoss,actorLoss,meanQ,spread,saturation,noneCount,ties,burst\n"
            + "0,explore,a,0.30000000000000004,2,-1E-09,,,,0.5,,,,,,,,\n"
            + "1,explore,\"G('x', 0), \"\"q\"\"\",0.30000000000000004,2,-1E-09,68454892,,,0.5,,,,,,3,0,true\n");
    }

    [Fact]
    public void Its_columns_are_the_fields_of_a_record()
    {
        using var text = new StringWriter();
        _ = new CsvObserver(text);

        text.ToString().TrimEnd('\n').Split(',').Should().BeEquivalentTo(typeof(StepRecord).GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)));
    }
}
