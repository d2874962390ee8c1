using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Gaia.Api.Hosting;
using Gaia.Contracts;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Gaia.Api.Problems;

/// <summary>
/// What the server itself refuses, before any code of ours sees a request (%00 in a path, a header without a name, no Host), it answers with a
/// status and nothing else, and it has no setting for that. Here such an answer gets its problem document. Of a connection with TLS, which
/// is ciphertext here, the answers stay bare.
/// </summary>
internal static class KestrelRefusals
{
    private const string NoBody = "\r\nContent-Length: 0\r\n";

    public static async Task TellAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var transport = connection.Transport;
        var output = new Output(transport.Output);
        connection.Transport = new Pipes(transport.Input, output);
        connection.Items[typeof(Output)] = output;
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = transport;
        }
    }

    /// <summary>First of all: what is written while a request is in our hands is its answer, however that looks.</summary>
    public static IApplicationBuilder UseKestrelRefusals(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (http.Features.Get<IConnectionItemsFeature>()?.Items.TryGetValue(typeof(Output), out var kept) is true && kept is Output output)
        {
            output.Enter();
            http.Response.OnCompleted(output.LeaveAsync);
        }
        return next(http);
    });

    /// <summary>The whole answer in place of one that has no body and closes the connection; null if this is no such one.</summary>
    public static byte[]? Answer(ReadOnlySpan<byte> bare)
    {
        if (!bare.StartsWith("HTTP/1.1 "u8) || bare.Length < 12 || bare[9] is not ((byte)'4' or (byte)'5') || !bare.EndsWith("\r\n\r\n"u8)) return null;
        if (bare.IndexOf(Encoding.ASCII.GetBytes(NoBody)) < 0 || bare.IndexOf("\r\nConnection: close\r\n"u8) < 0) return null;
        if (!int.TryParse(bare.Slice(9, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var status)) return null;
        var (title, (code, detail)) = (ReasonPhrases.GetReasonPhrase(status), Words(status));
        var body = JsonSerializer.SerializeToUtf8Bytes(new ProblemResponse(null, title, status, detail, null, code), ApiJson.Contracts.ProblemResponse);
        var head = Encoding.ASCII.GetString(bare[..^2]).Replace(NoBody, string.Create(CultureInfo.InvariantCulture,
            $"\r\nContent-Length: {body.Length}\r\nContent-Type: application/problem+json\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"), StringComparison.Ordinal);
        return [.. Encoding.ASCII.GetBytes(head), .. "\r\n"u8, .. body];
    }

    private static (string Code, string Detail) Words(int status) => status switch
    {
        StatusCodes.Status400BadRequest => ("request.invalid",
            "The request cannot be read as HTTP/1.1: its address may hold a NUL (%00) or a character that has to be escaped, a header a control character, or Host is missing."),
        StatusCodes.Status408RequestTimeout => ("request.timeout", "The request did not come whole in time. Send it again."),
        StatusCodes.Status414UriTooLong => ("request.too-large", "The address of a call is at most 8 KiB long. Ask for less."),
        StatusCodes.Status431RequestHeaderFieldsTooLarge => ("request.too-large", "The headers of a call are at most 100, and 32 KiB together."),
        _ => ($"http.{status}", $"{ReasonPhrases.GetReasonPhrase(status)}. This server speaks HTTP/1.1."),
    };

    private sealed record Pipes(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    /// <summary>Passes on what is written, but for a bare answer, which the server writes in one piece.</summary>
    private sealed class Output(PipeWriter inner) : PipeWriter
    {
        private Memory<byte> given;
        private int answering;

        public void Enter() => Interlocked.Increment(ref answering);

        public Task LeaveAsync()
        {
            Interlocked.Decrement(ref answering);
            return Task.CompletedTask;
        }

        public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

        public override long UnflushedBytes => inner.UnflushedBytes;

        public override Memory<byte> GetMemory(int sizeHint = 0) => given = inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public override void Advance(int bytes)
        {
            var told = Volatile.Read(ref answering) == 0 && bytes <= given.Length ? Answer(given.Span[..bytes]) : null;
            given = default;
            if (told is null) inner.Advance(bytes);
            else inner.Write(told);
        }

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);
    }
}
