using System.Net;
using System.Net.Http.Json;
using System.Text;
using Gaia.Contracts;

namespace Gaia.Api.Tests.Configurations;

public sealed class ConfigurationTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_archive_is_stored_once_and_found_by_its_digest()
    {
        using var client = await (await shared.DevelopmentAsync()).ClientAsync();
        var demo = DemoConfiguration.Of($"{Guid.NewGuid()}");

        using (var before = await client.SendAsync(new(HttpMethod.Head, Routes.Configuration(demo.Digest)), Stop))
            Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);
        using var first = await demo.PutAsync(client);
        using var second = await demo.PutAsync(client);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        var found = await client.GetFromJsonAsync(Routes.Configuration(demo.Digest), ContractsJson.Default.ConfigurationResponse, Stop);
        Assert.Equal((demo.Digest, demo.Archive.Length), (found!.Digest, (int)found.Size));
    }

    [Fact]
    public async Task What_is_not_as_its_digest_says_is_refused()
    {
        using var client = await (await shared.DevelopmentAsync()).ClientAsync();
        var asked = "sha256:" + new string('0', 64);

        await DemoConfiguration.Of($"{Guid.NewGuid()}").PutAsync(client, asked).ProblemAsync(400, "configuration.digest-mismatch");
        await client.GetAsync(Routes.Configuration(asked), Stop).ProblemAsync(404, "configuration.not-found");
    }

    [Theory]
    [InlineData("../outside", "configuration.unsafe-path")]
    [InlineData("/etc/passwd", "configuration.unsafe-path")]
    public async Task An_archive_that_would_leave_its_folder_is_refused(string path, string code)
    {
        using var client = await (await shared.DevelopmentAsync()).ClientAsync();

        await new DemoConfiguration(DemoConfiguration.Pack([(path, "x")])).PutAsync(client).ProblemAsync(422, code);
    }

    [Fact]
    public async Task Text_that_is_no_archive_is_refused()
    {
        using var client = await (await shared.DevelopmentAsync()).ClientAsync();

        await new DemoConfiguration(Encoding.UTF8.GetBytes("not a tar")).PutAsync(client).ProblemAsync(422, "configuration.damaged");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_archive_of_200_megabytes_is_refused_whether_or_not_it_says_its_length(bool saysLength)
    {
        using var client = await (await shared.DevelopmentAsync()).ClientAsync();
        using var content = new StreamContent(new Zeros(200L << 20));
        content.Headers.ContentLength = saysLength ? 200L << 20 : null;
        using var request = new HttpRequestMessage(HttpMethod.Put, Routes.Configuration("sha256:" + new string('1', 64))) { Content = content };
        request.Headers.ExpectContinue = true;
        request.Headers.TransferEncodingChunked = !saysLength;

        var problem = await client.SendAsync(request, Stop).ProblemAsync(413, "configuration.too-large");

        Assert.Contains("Leave out what the component does not need", problem.Detail);
    }

    private sealed class Zeros(long length) : Stream
    {
        private long left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(left, count);
            left -= read;
            return read;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
