using System.Net;
using System.Net.Http.Headers;

namespace Ddas.Nas.Supernet.Tests.Data;

/// <summary>Answers each request with the next step of a script and remembers what was asked.</summary>
internal sealed class ScriptedHttpHandler(params Func<HttpRequestMessage, HttpResponseMessage>[] script) : HttpMessageHandler
{
    /// <summary>Address and first byte asked for, of each request.</summary>
    public List<(Uri Url, long? From)> Requests { get; } = [];

    /// <summary>A server that has the content and knows ranges.</summary>
    public static Func<HttpRequestMessage, HttpResponseMessage> Serve(byte[] content) => request =>
    {
        if (request.Headers.Range?.Ranges.Single().From is not { } from) return Whole(content);
        if (from >= content.Length) return new HttpResponseMessage(HttpStatusCode.RequestedRangeNotSatisfiable);
        var part = new HttpResponseMessage(HttpStatusCode.PartialContent) { Content = new ByteArrayContent(content[(int)from..]) };
        part.Content.Headers.ContentRange = new ContentRangeHeaderValue(from, content.Length - 1, content.Length);
        return part;
    };

    /// <summary>A server that knows no ranges.</summary>
    public static HttpResponseMessage Whole(byte[] content) => new(HttpStatusCode.OK) { Content = new ByteArrayContent(content) };

    /// <summary>A connection that breaks after some bytes.</summary>
    public static Func<HttpRequestMessage, HttpResponseMessage> Break(byte[] content, int after) => _ => new HttpResponseMessage(HttpStatusCode.OK)
    {
        Content = new StreamContent(new BreakingStream(content[..after])) { Headers = { ContentLength = content.Length } },
    };

    /// <summary>No network.</summary>
    public static HttpResponseMessage Offline(HttpRequestMessage request) => throw new HttpRequestException("Name or service not known");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add((request.RequestUri!, request.Headers.Range?.Ranges.Single().From));
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(script[Requests.Count - 1](request));
    }

    private sealed class BreakingStream(byte[] content) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) => Broken(base.Read(buffer, offset, count));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Broken(await base.ReadAsync(buffer, cancellationToken));

        private static int Broken(int read) => read > 0 ? read : throw new IOException("Connection reset by peer");
    }
}
