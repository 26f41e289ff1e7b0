using System.Globalization;
using Ddas.Nas.Agents.Exploration;
using Ddas.Nas.SearchSpace;
using Ddas.Nas.SearchSpace.Discretization;
using Ddas.Nas.SearchSpace.Environments;

namespace Ddas.Nas.Agents.Ddpg.Tests.Golden;

/// <summary>
/// A hundred updates equal those of an implementation without autograd. <c>updates.csv</c> was written by this library as
/// it was before it used autograd (commit bcdecbc), which had a backward pass by hand and matrix products and an Adam of
/// its own, over the transitions that are made here. A row of an update holds critic loss, actor loss and mean Q; a row of
/// a network holds the length of its weights after all updates, of the way from their start, and that way times cos(i).
/// </summary>
/// <remarks>
/// Where a ReLU's input is zero but for rounding, Adam makes a whole step of the difference, and such sequences part by
/// per cents. The seeds are of sequences in which the old implementation stays, with its products replaced by torch's,
/// within 1e-5 of itself.
/// </remarks>
public class UpdateGoldenTests
{
    private const int Explored = 200, Updates = 100;
    private const double Tolerance = 1e-4;
    private static readonly SearchSpaceDefinition Space = SearchSpaceDefinition.Darts;
    private static readonly BestPairDiscretizer Discretizer = new();

    [Theory]
    [InlineData(CriticLayout.ActionAtFirstLayer, NetworkInitialization.OrthogonalSmallOutput, 5)]
    [InlineData(CriticLayout.ActionAtFirstLayer, NetworkInitialization.OrthogonalSmallOutput, 3)]
    [InlineData(CriticLayout.ActionAtSecondLayer, NetworkInitialization.OrthogonalSmallOutput, 5)]
    [InlineData(CriticLayout.ActionAtSecondLayer, NetworkInitialization.Orthogonal, 3)]
    public void Losses_and_weights_are_those_of_the_hand_written_backward_pass(CriticLayout layout, NetworkInitialization initialization, long seed)
    {
        var golden = Rows($"{layout},{initialization},{seed},");
        golden.Should().HaveCount(Updates + 4);
        var options = new DdpgAgentOptions { Schedule = new ExplorationSchedule(Explored, Updates), CriticLayout = layout, Initialization = initialization, Seed = seed };
        using var agent = new DdpgAgent(Space, options);
        var start = Weights.Of(agent);

        for (int step = 0; step < Explored + Updates; step++)
        {
            agent.Observe(TransitionAt(step));
            if (step < Explored) continue;
            string update = (step - Explored).ToString(CultureInfo.InvariantCulture);
            double[] losses = [agent.Diagnostics.Figures["criticLoss"], agent.Diagnostics.Figures["actorLoss"], agent.Diagnostics.Figures["meanQ"]];
            for (int i = 0; i < 3; i++) losses[i].Should().BeApproximately(golden[update][i], Tolerance * Math.Abs(golden[update][i]), "update {0}", update);
        }

        string[] names = ["actor", "critic", "target_actor", "target_critic"];
        var end = Weights.Of(agent);
        for (int i = 0; i < names.Length; i++)
        {
            double[] moved = [.. end[i].Zip(start[i], static (x, y) => (double)x - y)];
            double[] expected = golden[names[i]];
            Length(end[i].Select(static x => (double)x)).Should().BeApproximately(expected[0], Tolerance * expected[0], names[i]);
            Length(moved).Should().BeApproximately(expected[1], Tolerance * expected[1], names[i]);
            moved.Select(static (x, k) => x * Math.Cos(k)).Sum().Should().BeApproximately(expected[2], Tolerance * expected[1], names[i]);
        }
    }

    private static double Length(IEnumerable<double> vector) => Math.Sqrt(vector.Sum(static x => x * x));

    private static Transition TransitionAt(int step)
    {
        var random = new RandomStream(5, "golden", step);
        var state = Discretizer.Discretize(ArchitectureWeights.Uniform(Space, ref random));
        var action = ArchitectureWeights.Uniform(Space, ref random);
        var chosen = Discretizer.Discretize(action);
        double reward = 1 - (chosen.DifferingPairs(state) / 16.0) + random.NextDouble();
        return new Transition(step, state.Weights, action, new EnvironmentStep(chosen.Weights, reward, chosen, new ArchitectureScore(reward / 2, 1)));
    }

    /// <summary>The three numbers of each row that begins so, by what comes next.</summary>
    private static Dictionary<string, double[]> Rows(string start)
    {
        using var stream = typeof(UpdateGoldenTests).Assembly.GetManifestResourceStream("updates.csv")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n').Where(line => line.StartsWith(start, StringComparison.Ordinal)).Select(line => line[start.Length..].Split(','))
            .ToDictionary(static cells => cells[0], static cells => cells[1..].Select(static cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray());
    }
}
