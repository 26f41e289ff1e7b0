using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records.Tests;

public sealed class CheckpointFolderTests : IDisposable
{
    private static readonly RunConditions Conditions = new(new Dictionary<string, string> { ["threads"] = "1", ["seed"] = "2" });
    private readonly TemporaryFolder temporary = new();
    private readonly List<string> warnings = [];

    private string Path => temporary.Combine("checkpoints");

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void What_was_written_last_is_read()
    {
        Write(25, 50);

        var read = Read()!;

        read.Step.Should().Be(50);
        ValueOf(read).Should().Be(50);
        read.AcceptedChanges.Should().BeEmpty();
        warnings.Should().BeEmpty();
    }

    [Fact]
    public void The_last_two_are_kept_beside_a_file_that_names_the_newer()
    {
        Write(25, 50, 75);

        Entries().Should().Equal("50", "75", "latest");
        File.ReadAllText(System.IO.Path.Combine(Path, "latest")).Should().Be("75\n");
        Directory.EnumerateFileSystemEntries(System.IO.Path.Combine(Path, "75")).Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal)
            .Should().Equal("SHA256SUMS", "state.json", "tensors.safetensors");
    }

    [Fact]
    public void Where_none_was_written_none_is_read()
    {
        Read().Should().BeNull();
        Directory.Exists(Path).Should().BeFalse();
    }

    [Fact]
    public void The_same_state_is_written_in_the_same_bytes()
    {
        Write(25);
        byte[][] first = Bytes("25");
        Directory.Delete(Path, recursive: true);

        Write(25);

        Bytes("25").Should().BeEquivalentTo(first);
    }

    [Theory]
    [InlineData("tensors.safetensors")]
    [InlineData("state.json")]
    [InlineData("SHA256SUMS")]
    public void A_flipped_bit_or_a_missing_end_anywhere_leads_to_the_one_before_with_a_warning(string file)
    {
        Write(25, 50);
        string path = System.IO.Path.Combine(Path, "50", file);
        byte[] sound = File.ReadAllBytes(path);
        for (int i = 0; i < sound.Length; i++)
        {
            byte[] damaged = [.. sound];
            damaged[i] ^= (byte)(1 << (i % 8));
            ShouldFallBack(path, damaged);
            if (i % 16 == 0) ShouldFallBack(path, sound[..i]);
        }
    }

    [Theory]
    [InlineData("50/tensors.safetensors")]
    [InlineData("50/state.json")]
    [InlineData("50/SHA256SUMS")]
    [InlineData("50")]
    public void A_missing_file_or_checkpoint_leads_to_the_one_before_with_a_warning(string missing)
    {
        Write(25, 50);
        string path = System.IO.Path.Combine(Path, missing);
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        else File.Delete(path);

        Read()!.Step.Should().Be(25);

        warnings.Should().ContainSingle().Which.Should().Contain(System.IO.Path.Combine(Path, "50")).And.EndWith("Going on from the checkpoint of step 25.");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("../25")]
    [InlineData("99999999999999999999999999999999")]
    public void Without_a_sound_latest_the_newest_is_taken_with_a_warning(string? content)
    {
        Write(25, 50);
        string latest = System.IO.Path.Combine(Path, "latest");
        if (content is null) File.Delete(latest);
        else File.WriteAllText(latest, content);

        Read()!.Step.Should().Be(50);

        warnings.Should().ContainSingle().Which.Should().Contain("latest");
    }

    [Fact]
    public void Two_damaged_checkpoints_are_an_error_that_names_both_and_changes_nothing()
    {
        Write(25, 50);
        foreach (string step in (IEnumerable<string>)["25", "50"]) File.WriteAllText(System.IO.Path.Combine(Path, step, "state.json"), "{}");
        var before = Snapshot();

        FluentActions.Invoking(Read).Should().Throw<CheckpointException>().WithMessage($"*{System.IO.Path.Combine(Path, "50")}*{System.IO.Path.Combine(Path, "25")}*begin a new run.");

        Snapshot().Should().Equal(before);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_checkpoint_of_another_version_says_so(int version)
    {
        Write(25);
        string path = System.IO.Path.Combine(Path, "25");
        var (header, state) = CheckpointFiles.Read(path);
        Directory.Delete(path, recursive: true);
        Directory.CreateDirectory(path);
        CheckpointFiles.Write(path, header with { SchemaVersion = version }, state.Tensors);

        FluentActions.Invoking(Read).Should().Throw<CheckpointException>().WithMessage($"*schema version {version}, but this version of the library reads 2; go on with the version that wrote it*").Which.Message.Should().NotContain("\n");
    }

    [Fact]
    public void Other_conditions_are_refused_by_name_unless_accepted()
    {
        Write(25);
        var other = new CheckpointFolder(Path, new RunConditions(new Dictionary<string, string> { ["threads"] = "4", ["seed"] = "2" }));

        FluentActions.Invoking(() => other.Read()).Should().Throw<RunConditionsException>().WithMessage($"The run in '{System.IO.Path.GetDirectoryName(Path)}' cannot go on*threads is 4, but was 1*").Which.Message.Should().NotContain("seed");
        other.Read(acceptChanges: true, warnings.Add)!.AcceptedChanges.Should().Equal("threads is 4, but was 1");
        warnings.Should().ContainSingle().Which.Should().Contain("threads is 4, but was 1");
    }

    [Fact]
    public void What_a_killed_process_left_behind_is_cleared_away()
    {
        Write(25);
        Directory.CreateDirectory(System.IO.Path.Combine(Path, ".new-50"));
        File.WriteAllText(System.IO.Path.Combine(Path, ".new-50", "state.json"), "{");
        File.WriteAllText(System.IO.Path.Combine(Path, "latest.abc.tmp"), "5");

        var folder = new CheckpointFolder(Path, Conditions);
        folder.Read()!.Step.Should().Be(25);
        folder.Write(50, state => Capture(state, 50));

        Entries().Should().Equal("25", "50", "latest");
    }

    [Fact]
    public void A_damaged_checkpoint_gives_way_to_a_new_one_of_its_step()
    {
        Write(25, 50);
        File.WriteAllText(System.IO.Path.Combine(Path, "50", "state.json"), "{}");
        var folder = new CheckpointFolder(Path, Conditions);
        folder.Read(warn: warnings.Add)!.Step.Should().Be(25);

        folder.Write(50, state => Capture(state, 50));

        Read()!.Step.Should().Be(50);
        Entries().Should().Equal("25", "50", "latest");
    }

    [Fact]
    public void A_state_that_cannot_be_captured_leaves_everything_as_it_was()
    {
        Write(25);
        var before = Snapshot();

        FluentActions.Invoking(() => new CheckpointFolder(Path, Conditions).Write(50, _ => throw new InvalidOperationException("no"))).Should().Throw<InvalidOperationException>();

        Snapshot().Should().Equal(before);
    }

    [Fact]
    public void A_vanished_folder_is_not_made_anew()
    {
        string run = temporary.Combine("run");
        Directory.CreateDirectory(run);
        var folder = new CheckpointFolder(System.IO.Path.Combine(run, "checkpoints"), Conditions);
        folder.Write(25, state => Capture(state, 25));
        Directory.Delete(run, recursive: true);

        FluentActions.Invoking(() => folder.Write(50, state => Capture(state, 50))).Should().Throw<IOException>().WithMessage("The checkpoint of step 50 cannot be written*the folder of the run is gone*");

        Directory.Exists(run).Should().BeFalse();
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_an_error_that_names_the_last_good_checkpoint()
    {
        var folder = new CheckpointFolder(Path, Conditions);
        folder.Write(25, state => Capture(state, 25));
        File.Delete(System.IO.Path.Combine(Path, "latest"));
        Directory.CreateDirectory(System.IO.Path.Combine(Path, "latest"));

        FluentActions.Invoking(() => folder.Write(50, state => Capture(state, 50))).Should().Throw<IOException>().WithMessage("*step 50 cannot be written*from its checkpoint of step 25*resume.");
    }

    [Fact]
    public void It_is_due_after_the_steps_or_the_minutes_whichever_comes_first()
    {
        var time = new ManualTime();
        var folder = new CheckpointFolder(Path, Conditions, new CheckpointOptions { Steps = 10, Minutes = 5 }, time: time);

        (folder.IsDue(0), folder.IsDue(9), folder.IsDue(10)).Should().Be((false, false, true));
        folder.Write(10, state => Capture(state, 10));
        (folder.IsDue(10), folder.IsDue(19), folder.IsDue(20)).Should().Be((false, false, true));
        time.Advance(TimeSpan.FromMinutes(5));
        (folder.IsDue(10), folder.IsDue(11)).Should().Be((false, true));
        folder.Write(11, state => Capture(state, 11));
        folder.IsDue(12).Should().BeFalse();
    }

    [Theory]
    [InlineData(0L, 1.0, "*Steps is 0*")]
    [InlineData(1L, 0.0, "*Minutes is 0*")]
    public void Options_out_of_range_are_refused(long steps, double minutes, string message) =>
        FluentActions.Invoking(() => new CheckpointFolder(Path, Conditions, new CheckpointOptions { Steps = steps, Minutes = minutes })).Should().Throw<OptionsException>().WithMessage(message);

    private static void Capture(CheckpointState state, long step)
    {
        state.Add<long>("step", [step], 1);
        state.Section("part").Set("text", $"step {step}", Texts.Default.String);
    }

    private static long ValueOf(Checkpoint checkpoint)
    {
        checkpoint.State.Section("part").Get("text", Texts.Default.String).Should().Be($"step {checkpoint.Step}");
        return checkpoint.State.Get<long>("step", 1)[0];
    }

    private void Write(params long[] steps)
    {
        var folder = new CheckpointFolder(Path, Conditions);
        foreach (long step in steps) folder.Write(step, state => Capture(state, step));
    }

    private Checkpoint? Read() => new CheckpointFolder(Path, Conditions).Read(warn: warnings.Add);

    private void ShouldFallBack(string path, byte[] damaged)
    {
        byte[] sound = File.ReadAllBytes(path);
        File.WriteAllBytes(path, damaged);
        warnings.Clear();
        var read = Read()!;
        (read.Step, ValueOf(read), warnings.Count).Should().Be((25, 25, 1));
        File.WriteAllBytes(path, sound);
    }

    private IEnumerable<string?> Entries() => Directory.EnumerateFileSystemEntries(Path).Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal);

    private byte[][] Bytes(string checkpoint) => [.. Directory.EnumerateFiles(System.IO.Path.Combine(Path, checkpoint)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    private List<string> Snapshot() =>
        [.. Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => $"{file} {Convert.ToHexString(File.ReadAllBytes(file))}")];
}
