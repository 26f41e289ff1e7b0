using System.Diagnostics;

namespace Ddas.Nas.Records.Tests;

public sealed class FolderLockTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_second_owner_is_told_process_and_host_of_the_first()
    {
        using var first = FolderLock.Acquire(folder.Path);

        for (int attempt = 0; attempt < 3; attempt++)
            FluentActions.Invoking(() => FolderLock.Acquire(folder.Path)).Should().Throw<FolderInUseException>()
                .WithMessage($"'{folder.Path}' is in use by process {Environment.ProcessId} on host {Environment.MachineName}.*choose another folder.");
    }

    [Fact]
    public void A_pipe_in_place_of_the_owners_file_is_not_waited_for()
    {
        using var first = FolderLock.Acquire(folder.Path);
        File.Delete(folder.Combine(FolderLock.OwnerName));
        Pipes.Make(folder.Combine(FolderLock.OwnerName));

        Pipes.Read(() => FolderLock.Acquire(folder.Path)).Should().BeOfType<FolderInUseException>().Which.Owner.Should().Be("another process");
    }

    [Fact]
    public void A_folder_given_free_is_free_and_clean()
    {
        FolderLock.Acquire(folder.Path).Dispose();
        var second = FolderLock.Acquire(folder.Path);
        second.Dispose();
        second.Dispose();

        Directory.GetFileSystemEntries(folder.Path).Should().BeEmpty();
    }

    [Fact]
    public void What_a_dead_process_left_is_taken_over()
    {
        File.WriteAllText(folder.Combine(FolderLock.LockName), "process 1 on host gone\n");
        File.WriteAllText(folder.Combine(FolderLock.OwnerName), "process 1 on host gone");

        using var mine = FolderLock.Acquire(folder.Path);

        File.ReadAllText(folder.Combine(FolderLock.OwnerName)).Should().Be($"process {Environment.ProcessId} on host {Environment.MachineName}");
    }

    [Fact]
    public void Another_process_holds_the_folder_until_it_is_killed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/flock"), "needs Linux with the program flock");
        string path = folder.Combine(FolderLock.LockName), ready = folder.Combine("ready");
        using var other = Process.Start("/usr/bin/flock", ["--no-fork", "-x", path, "/bin/sh", "-c", $": > '{ready}'; exec sleep 60"]);
        try
        {
            SpinWait.SpinUntil(() => File.Exists(ready), TimeSpan.FromSeconds(30)).Should().BeTrue();

            FluentActions.Invoking(() => FolderLock.Acquire(folder.Path)).Should().Throw<FolderInUseException>().Which.Owner.Should().Be("another process");
        }
        finally
        {
            other.Kill();
            other.WaitForExit();
        }

        FolderLock.Acquire(folder.Path).Dispose();
    }

    [Fact]
    public void Of_many_that_try_at_once_one_holds_the_folder_at_a_time()
    {
        int holders = 0, most = 0, refused = 0, held = 0;
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            for (int i = 0; i < 50; i++)
            {
                try
                {
                    using var mine = FolderLock.Acquire(folder.Path);
                    InterlockedMax(ref most, Interlocked.Increment(ref holders));
                    Interlocked.Increment(ref held);
                    Interlocked.Decrement(ref holders);
                }
                catch (FolderInUseException)
                {
                    Interlocked.Increment(ref refused);
                }
            }
        });

        most.Should().Be(1);
        (held + refused).Should().Be(400);
        held.Should().BePositive();
    }

    [Fact]
    public void A_folder_that_is_absent_is_an_error() =>
        FluentActions.Invoking(() => FolderLock.Acquire(folder.Combine("absent"))).Should().Throw<DirectoryNotFoundException>();

    private static void InterlockedMax(ref int target, int value)
    {
        for (int seen = target; value > seen; seen = target)
            if (Interlocked.CompareExchange(ref target, value, seen) == seen) return;
    }
}
