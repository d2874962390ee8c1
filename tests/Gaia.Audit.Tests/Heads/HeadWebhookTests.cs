using System.ComponentModel.DataAnnotations;
using System.Net;
using Gaia.Audit.Heads;
using Microsoft.Extensions.Time.Testing;

namespace Gaia.Audit.Tests.Heads;

public sealed class HeadWebhookTests : IDisposable
{
    private static readonly LogHead Head = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), 17, new string('a', 64));
    private readonly FakeTimeProvider time = new();
    private readonly string token = Path.GetTempFileName();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => File.Delete(token);

    [Fact]
    public async Task It_posts_the_head_with_the_token_of_now()
    {
        var receiver = new Receiver(HttpStatusCode.NoContent);
        await File.WriteAllTextAsync(token, "secret-token\n", Stop);
        await Webhook(receiver).NoteAsync(Head, Stop);
        Assert.Equal([$$"""POST https://keep.example/heads Bearer secret-token {"at":"2026-01-02T03:04:05+00:00","sequence":17,"hash":"{{Head.Hash}}"}"""], receiver.Calls);
    }

    [Fact]
    public async Task A_failed_call_is_tried_again()
    {
        var receiver = new Receiver(HttpStatusCode.BadGateway, HttpStatusCode.OK);
        var note = Webhook(receiver).NoteAsync(Head, Stop);
        await AdvanceAsync(note);
        await note;
        Assert.Equal(2, receiver.Calls.Count);
    }

    [Fact]
    public async Task After_three_calls_it_says_what_it_was_answered()
    {
        var receiver = new Receiver(HttpStatusCode.BadGateway, HttpStatusCode.BadGateway, HttpStatusCode.Forbidden);
        var note = Webhook(receiver).NoteAsync(Head, Stop);
        await AdvanceAsync(note);
        Assert.Equal("it answered 403", (await Assert.ThrowsAsync<HeadNotNotedException>(() => note)).Message);
    }

    [Fact]
    public async Task A_token_file_that_is_not_there_is_named_and_nothing_is_sent()
    {
        File.Delete(token);
        var receiver = new Receiver();
        var note = Webhook(receiver).NoteAsync(Head, Stop);
        await AdvanceAsync(note);
        Assert.StartsWith($"Gaia__Audit__HeadWebhookTokenFile: {token} cannot be read", (await Assert.ThrowsAsync<HeadNotNotedException>(() => note)).Message);
        Assert.Empty(receiver.Calls);
    }

    [Theory]
    [InlineData("https://keep.example/heads", true)]
    [InlineData("http://127.0.0.1:9000/heads", true)]
    [InlineData("http://keep.example/heads", false)]
    [InlineData("https://me:secret@keep.example/", false)]
    [InlineData("ftp://keep.example/", false)]
    [InlineData("/heads", false)]
    public void Only_what_nobody_on_the_way_can_read_is_an_address(string url, bool good)
    {
        var options = new AuditHeadOptions { HeadWebhook = new Uri(url, UriKind.RelativeOrAbsolute) };
        Assert.Equal(good, Validator.TryValidateObject(options, new(options), null, validateAllProperties: true));
    }

    private HeadWebhook Webhook(Receiver receiver) => new(new HttpClient(receiver), new("https://keep.example/heads"), token, time);

    private async Task AdvanceAsync(Task until)
    {
        while (!until.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }
    }

    private sealed class Receiver(params HttpStatusCode[] answers) : HttpMessageHandler
    {
        private readonly Queue<HttpStatusCode> left = new(answers);

        public List<string> Calls { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Calls.Add($"{request.Method} {request.RequestUri} {request.Headers.Authorization} {await request.Content!.ReadAsStringAsync(cancellationToken)}");
            return new(left.Dequeue());
        }
    }
}
