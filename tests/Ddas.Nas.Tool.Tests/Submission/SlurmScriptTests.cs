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
}
