using Ddas.Nas.Tool.Submission;

namespace Ddas.Nas.Tool.Tests.Submission;

public class KubernetesJobTests
{
    private static readonly KubernetesJob Job = new("registry/ddas:1", "nas", "/work");

    [Fact]
    public void Each_index_of_the_job_does_its_share()
    {
        string manifest = Job.Manifest(["evaluate", "--genotype", "DARTS_V2", "--out", "/work/my cells"], 6, 4);

        manifest.Should().Contain("completionMode: Indexed\n  completions: 6\n  parallelism: 4\n")
            .And.Contain("command: [\"/bin/sh\", \"-c\", \"exec ddas evaluate --genotype DARTS_V2 --out '/work/my cells' --task \\\"$JOB_COMPLETION_INDEX\\\" --tasks 6\"]")
            .And.Contain("claimName: \"nas\"").And.Contain("mountPath: \"/work\"").And.Contain("image: \"registry/ddas:1\"");
    }

    [Fact]
    public void The_same_work_has_the_same_name_and_other_work_another()
    {
        string first = Name(["evaluate", "--out", "/work/a"]);

        Name(["evaluate", "--out", "/work/a"]).Should().Be(first).And.MatchRegex("^  name: ddas-evaluate-[0-9a-f]{8}$");
        Name(["evaluate", "--out", "/work/b"]).Should().NotBe(first);

        static string Name(string[] arguments) => Job.Manifest(arguments, 2, null).Split('\n')[3];
    }
}
