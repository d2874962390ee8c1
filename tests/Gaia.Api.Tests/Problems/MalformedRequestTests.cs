using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Gaia.Api.Problems;
using Gaia.Contracts;

namespace Gaia.Api.Tests.Problems;

/// <summary>What no client library sends: bytes that the server refuses before it knows what is asked for.</summary>
public sealed class MalformedRequestTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private const string Host = "Host: 127.0.0.1\r\n";

    [Theory]
    [InlineData("GET /v1/stacks/%00 HTTP/1.1\r\n" + Host + "\r\n", 400, "request.invalid")]
    [InlineData("GET /v1/stacks/a%00b/components HTTP/1.1\r\n" + Host + "\r\n", 400, "request.invalid")]
    [InlineData("GET /v1/runs\0 HTTP/1.1\r\n" + Host + "\r\n", 400, "request.invalid")]
    [InlineData("GET /v1/runs HTTP/1.1\r\n" + Host + "X-Thing: a\0b\r\n\r\n", 400, "request.invalid")]
    [InlineData("GET /v1/runs HTTP/1.1\r\n" + Host + ": nothing\r\n\r\n", 400, "request.invalid")]
    [InlineData("GET /v1/runs HTTP/1.1\r\n\r\n", 400, "request.invalid")]
    [InlineData("POST /v1/runs HTTP/1.1\r\n" + Host + "Content-Length: -1\r\n\r\n", 400, "request.invalid")]
    [InlineData("rubbish\r\n\r\n", 400, "request.invalid")]
    [InlineData("GET /v1/runs HTTP/7.0\r\n" + Host + "\r\n", 505, "http.505")]
    public async Task Is_refused_with_a_problem(string request, int status, string code) => Refused(await SendAsync(request), status, code);

    [Fact]
    public async Task So_is_what_is_too_long()
    {
        Refused(await SendAsync($"GET /{new string('a', 9000)} HTTP/1.1\r\n{Host}\r\n"), 414, "request.too-large");
        Refused(await SendAsync($"GET / HTTP/1.1\r\n{Host}{string.Concat(Enumerable.Range(0, 101).Select(i => $"X-{i}: a\r\n"))}\r\n"), 431, "request.too-large");
    }

    [Fact]
    public async Task So_is_one_that_follows_another_on_its_connection()
    {
        var answers = await SendAsync($"GET /alive HTTP/1.1\r\n{Host}\r\nGET /%00 HTTP/1.1\r\n{Host}\r\n");

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answers, StringComparison.Ordinal);
        Refused(answers[answers.LastIndexOf("HTTP/1.1 400", StringComparison.Ordinal)..], 400, "request.invalid");
    }

    [Fact]
    public void What_an_answer_holds_is_not_taken_for_one()
    {
        const string Bare = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        Assert.NotNull(KestrelRefusals.Answer(Encoding.ASCII.GetBytes(Bare)));
        foreach (var other in (string[])[Bare + "x", "x" + Bare, Bare.Replace("400", "200", StringComparison.Ordinal), Bare.Replace("Connection: close\r\n", "", StringComparison.Ordinal), Bare.Replace(": 0", ": 1", StringComparison.Ordinal)])
            Assert.Null(KestrelRefusals.Answer(Encoding.ASCII.GetBytes(other)));
    }

    /// <summary>All that comes until the server closes.</summary>
    private async Task<string> SendAsync(string request)
    {
        var api = await shared.DevelopmentAsync();
        using var client = api.CreateClient();
        using var connection = new TcpClient();
        await connection.ConnectAsync("127.0.0.1", client.BaseAddress!.Port, TestContext.Current.CancellationToken);
        var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    private static void Refused(string answer, int status, string code)
    {
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        var parts = answer.Split("\r\n\r\n");
        Assert.Equal(2, parts.Length);
        Assert.Contains("\r\nContent-Type: application/problem+json\r\n", parts[0], StringComparison.Ordinal);
        Assert.Contains($"\r\nContent-Length: {Encoding.UTF8.GetByteCount(parts[1])}\r\n", parts[0], StringComparison.Ordinal);
        var problem = JsonSerializer.Deserialize(parts[1], ContractsJson.Default.ProblemResponse)!;
        Assert.Equal((status, code), (problem.Status, problem.Code));
        Assert.NotEmpty(problem.Detail!);
    }
}
