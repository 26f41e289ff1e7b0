using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.Records;
using Ddas.Nas.Records.Safetensors;

namespace Ddas.Nas.Agents.Tests;

public class StepLogObserverTests
{
    [Fact]
    public void The_log_holds_every_record_and_is_complete_after_each_step()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Combine("steps.jsonl");
        var collecting = new CollectingObserver();
        using (var log = StepLogWriter.Create(path))
        {
            var lines = new ActionObserver(record => Read(path).Should().HaveCount(record.Step + 1));
            new SearchLoop(
                new ScriptedEnvironment(step => new(step / 10.0, 1.0 / 3)), new RandomSearchAgent(SearchSpaceDefinition.Darts, 1),
                new SearchLoopOptions { Steps = 5 }, [collecting, new StepLogObserver(log), lines]).Run();
            new StepLogObserver(log).Flush();
        }

        Read(path).Should().Equal(collecting.Records);
    }

    private static IEnumerable<StepRecord> Read(string path) => StepLogReader.Read(path);
}
