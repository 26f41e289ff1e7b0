using System.Net.Sockets;
using System.Security.Cryptography;
using Ddas.Nas.Records.Files;
using Ddas.Nas.Records.Safetensors;
using Ddas.Nas.SearchSpace;

namespace Ddas.Nas.Records.Tests.Internal;

public sealed class RegularFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_and_a_link_to_one_are_read()
    {
        string file = folder.Combine("file"), link = folder.Combine("link");
        File.WriteAllText(file, "text");
        File.CreateSymbolicLink(link, file);

        RegularFile.ReadAllText(file).Should().Be("text");
        RegularFile.ReadAllBytes(link).Should().Equal("text"u8.ToArray());
        RegularFile.Sha256(link).Should().Equal(SHA256.HashData("text"u8));
        using var stream = RegularFile.OpenRead(link);
        stream.Length.Should().Be(4);
        FluentActions.Invoking(() => RegularFile.OpenRead(folder.Combine("none"))).Should().Throw<FileNotFoundException>();
    }

    [Fact]
    public void A_pipe_a_link_to_one_a_socket_and_a_device_are_refused()
    {
        string pipe = Pipes.Make(folder.Combine("pipe")), link = folder.Combine("link"), socket = folder.Combine("socket");
        File.CreateSymbolicLink(link, pipe);
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(socket));

        foreach (var (path, kind) in ((string, string)[])[(pipe, "a pipe"), (link, "a pipe"), (socket, "a socket"), ("/dev/zero", "a device")])
        {
            Pipes.Read(() => RegularFile.OpenRead(path)).Should().BeOfType<InvalidDataException>()
                .Which.Message.Should().Be($"{path} is {kind}, but only regular files are read: save its content to a file and name that.");
            Pipes.Read(() => RegularFile.ReadAllBytes(path)).Should().BeOfType<InvalidDataException>();
            Pipes.Read(() => RegularFile.ReadAllText(path)).Should().BeOfType<InvalidDataException>();
            Pipes.Read(() => RegularFile.Sha256(path)).Should().BeOfType<InvalidDataException>();
        }
    }

    [Fact]
    public void Every_record_refuses_a_pipe_by_its_own_exception()
    {
        string pipe = Pipes.Make(folder.Combine("pipe"));

        Pipes.Read(() => RunManifest.Load(pipe)).Should().BeOfType<RecordFormatException>().Which.Message.Should().StartWith($"{pipe} is a pipe");
        Pipes.Read(() => TrainedCellManifest.Load(pipe)).Should().BeOfType<RecordFormatException>().Which.Message.Should().StartWith($"{pipe} is a pipe");
        Pipes.Read(() => _ = StepLogReader.Read(pipe).Count()).Should().BeOfType<RecordFormatException>().Which.Message.Should().StartWith($"{pipe} is a pipe");
        Pipes.Read(() => SafetensorsFile.Read(pipe)).Should().BeOfType<SafetensorsException>().Which.Message.Should().StartWith($"'{pipe}' cannot be read: {pipe} is a pipe");
    }

    [Fact]
    public void A_checkpoint_refuses_pipes_in_place_of_its_files()
    {
        var checkpoints = new CheckpointFolder(folder.Combine("checkpoints"), new RunConditions(new Dictionary<string, string>()));
        checkpoints.Write(3, static state => state.Add<float>("value", [1f], 1));
        string tensors = folder.Combine("checkpoints/3/tensors.safetensors"), latest = folder.Combine("checkpoints/latest");
        foreach (string file in (string[])[tensors, latest])
        {
            File.Delete(file);
            Pipes.Make(file);
        }

        Pipes.Read(() => checkpoints.Read()).Should().BeOfType<CheckpointException>().Which.Message.Should().Contain($"{tensors} is a pipe").And.Contain($"'{latest}' is missing or damaged");
    }
}
