using System.Net;
using System.Net.Sockets;
using System.Text;
using Gaia.Api.Tests;
using Gaia.Contracts;

namespace Gaia.Security.Tests;

/// <summary>More of everything than there should be: answered in words or by a closed door, never by a fault, and the server goes on.</summary>
public sealed class OversizeTests(ApiPostgres postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Too_much_of_anything_is_refused()
    {
        await using var api = await GaiaApi.StartAsync(postgres);
        using var client = await api.ClientAsync();
        var deep = $"{{\"component\":{new string('[', 100_000)}";
        (string Name, HttpRequestMessage Request)[] calls =
        [
            ("header", With(new(HttpMethod.Get, "/v1/runs"), "X-Long", new string('x', 40_000))),
            ("headers", Enumerable.Range(0, 200).Aggregate(new HttpRequestMessage(HttpMethod.Get, "/v1/runs"), (request, i) => With(request, $"X-{i}", "x"))),
            ("token", With(new(HttpMethod.Get, "/v1/runs"), "Authorization", "Bearer gaia_" + new string('a', 20_000))),
            ("basic", With(new(HttpMethod.Get, "/v1/states/s/c/backend/" + new string('0', 32)), "Authorization", "Basic " + new string('a', 20_000))),
            ("path", new(HttpMethod.Get, "/v1/states/s/" + new string('c', 20_000))),
            ("query", new(HttpMethod.Get, "/v1/runs?stack=" + new string('s', 7_000))),
            ("cursor", new(HttpMethod.Get, "/v1/runs?cursor=" + new string('1', 7_000))),
            ("limit", new(HttpMethod.Get, "/v1/runs?limit=99999999999999999999")),
            ("version", new(HttpMethod.Get, "/v1/states/s/c/versions/99999999999999999999")),
            ("depth", Post(Routes.Runs, deep)),
            ("name", Post(Routes.Runs, $$"""{"component":"{{new string('c', 100_000)}}","stack":"s","operation":"plan","ref":"main"}""")),
            ("list", Post(Routes.Runs, $$"""{"component":"c","stack":"s","operation":"plan","ref":"main","arguments":[{{string.Join(',', Enumerable.Repeat("\"-refresh-only\"", 10_000))}}]}""")),
            ("token name", Post(Routes.Tokens, $$"""{"name":"{{new string('n', 100_000)}}","role":"viewer"}""")),
            ("globs", Post(Routes.Tokens, $$"""{"name":"n","role":"viewer","stacks":["{{new string('*', 300)}}"]}""")),
            ("key", With(Post(Routes.Runs, "{}"), "Idempotency-Key", new string('k', 10_000))),
            ("lock", new(new("LOCK"), Routes.StateBackend("s", "c", new string('0', 32))) { Content = Answers.Json($$"""{"ID":"{{new string('i', 20_000)}}"}""") }),
            ("state", Post(Routes.StateBackend("s", "c", new string('0', 32)), "{\"version\":4,\"outputs\":" + new string('[', 100_000))),
        ];
        foreach (var (name, request) in calls)
        {
            using var answer = await client.SendAsync(request, Stop);
            Assert.True((int)answer.StatusCode is >= 400 and < 500 || name is "query" && answer.IsSuccessStatusCode, $"{name}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(Stop)}");
        }
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v1/runs", Stop)).StatusCode);
    }

    // What is not HTTP gets one answer, a problem, and the server closes.
    [Theory]
    [InlineData("GET /v1/runs\0 HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("GET /v1/runs%00 HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData("GET /v1/runs HTTP/1.1\r\nHost: localhost\r\nIdempotency-Key: a\0b\r\n\r\n")]
    [InlineData("GET /v1/runs HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\n\r\n")]
    [InlineData("POST /v1/runs HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /v1/audit HTTP/1.1\r\n\r\n")]
    [InlineData("GET /v1/runs HTTP/9.9\r\nHost: localhost\r\n\r\n")]
    public async Task What_is_no_HTTP_is_closed(string request)
    {
        await using var api = await GaiaApi.StartAsync(postgres);
        using var client = await api.ClientAsync();
        using var socket = new TcpClient();
        await socket.ConnectAsync(client.BaseAddress!.Host, client.BaseAddress.Port, Stop);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), Stop);
        using var all = new MemoryStream();
        await stream.CopyToAsync(all, Stop);
        var answers = Encoding.Latin1.GetString(all.ToArray());
        Assert.Matches("^HTTP/1.1 (400|4[0-9]{2}|505) ", answers);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(answers, "HTTP/1.1 [0-9]"));
        Assert.Contains("Content-Type: application/problem+json", answers, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v1/runs", Stop)).StatusCode);
    }

    private static HttpRequestMessage Post(string path, string body) => new(HttpMethod.Post, path) { Content = Answers.Json(body) };

    private static HttpRequestMessage With(HttpRequestMessage request, string header, string value)
    {
        request.Headers.TryAddWithoutValidation(header, value);
        return request;
    }
}
