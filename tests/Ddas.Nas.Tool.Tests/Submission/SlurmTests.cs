using Ddas.Nas.Tool.Submission;

namespace Ddas.Nas.Tool.Tests.Submission;

public class SlurmTests
{
    [Fact]
    public void An_array_is_found_in_the_form_of_before_Slurm_23()
    {
        const string Queue = """
            {"jobs": [
              {"job_id": 7, "array_job_id": 7, "array_task_id": null, "array_task_string": "2-5", "job_state": "PENDING"},
              {"job_id": 8, "array_job_id": 7, "array_task_id": 0, "job_state": "RUNNING"},
              {"job_id": 9, "array_job_id": 7, "array_task_id": 1, "job_state": "COMPLETED"},
              {"job_id": 10, "array_job_id": 10, "array_task_id": 0, "job_state": "RUNNING"}]}
            """;

        Slurm.Parse(Queue, "7").Should().Be(new ArrayStatus(true, 1));
        Slurm.Parse(Queue, "11").Should().Be(ArrayStatus.Over);
    }

    [Fact]
    public void An_array_is_found_in_the_form_since_Slurm_23()
    {
        const string Queue = """
            {"jobs": [
              {"job_id": 8, "array_job_id": {"set": true, "infinite": false, "number": 7}, "job_state": ["NODE_FAIL", "REQUEUE_HOLD"]},
              {"job_id": 9, "array_job_id": {"set": true, "infinite": false, "number": 7}, "job_state": ["FAILED"]}]}
            """;

        Slurm.Parse(Queue, "7").Should().Be(new ArrayStatus(true, 0), "a task whose node was lost waits again");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"jobs\": 3}")]
    [InlineData("{\"jobs\": [{\"job_id\": 7}]}")]
    public void An_answer_that_is_none_leaves_the_status_open(string answer) => Slurm.Parse(answer, "7").Should().BeNull();
}
