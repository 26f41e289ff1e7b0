using Ddas.Nas.Tool.Common;
using Ddas.Nas.Tool.Submission;

namespace Ddas.Nas.Tool.Tests.Submission;

public class SlurmScriptTests
{
    [Fact]
    public void Each_task_of_the_array_does_its_share() =>
        SlurmScript.Text(["/opt/ddas", "evaluate", "--genotype", "Genotype(normal=[('none', 0)])", "--out", "cells"], 6, "/data/cells/slurm", "/home/me/it's", ["--partition=gpu"]).Should().Be("""
            #!/bin/sh
            #SBATCH --job-name=ddas-evaluate
            #SBATCH --output=/data/cells/slurm/%A_%a.log
            #SBATCH --open-mode=append
            #SBATCH --ntasks=1
            #SBATCH --requeue
            #SBATCH --partition=gpu
            cd '/home/me/it'\''s' || exit 1
            exec /opt/ddas evaluate --genotype 'Genotype(normal=[('\''none'\'', 0)])' --out cells --task "$SLURM_ARRAY_TASK_ID" --tasks 6

            """);

    [Fact]
    public void Paths_and_options_are_quoted_as_sbatch_reads_them()
    {
        string script = SlurmScript.Text(["/opt/ddas"], 1, "/data/my cells/100% #1/it's", "/home", ["--comment=two words # and more"]);

        script.Should().Contain("\n#SBATCH '--output=/data/my cells/100%% #1/it'\\''s/%A_%a.log'\n").And.Contain("\n#SBATCH '--comment=two words # and more'\n");
    }

    [Theory]
    [InlineData("ddas", "logs\nrm", "/home", "--a=b", "'--output=logs?rm/%A_%a.log' holds a control character")]
    [InlineData("ddas", "logs", "/home\r", "--a=b", "'/home?' holds a control character")]
    [InlineData("ddas", "logs", "/home", "--a=b\nrm", "'--a=b?rm' holds a control character")]
    [InlineData("ddas\u0085", "logs", "/home", "--a=b", "'ddas?' holds a control character")]
    [InlineData("ddas", "lo\\gs", "/home", "--a=b", "holds a backslash")]
    [InlineData("ddas", "logs", "/home", "-p gpu", "--slurm-option is '-p gpu', but must be a long option")]
    public void What_cannot_stand_in_a_script_is_refused(string word, string logs, string workingFolder, string option, string message) =>
        FluentActions.Invoking(() => SlurmScript.Text([word], 1, logs, workingFolder, [option])).Should().Throw<UsageException>().WithMessage($"*{message}*");
}
