using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Gaia.Contracts;

namespace Gaia.Functional.Tests;

/// <summary>Archives that nobody made with <c>gaia</c>.</summary>
public sealed class ConfigurationRefusalTests(GaiaApp gaia)
{
    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_archive_that_climbs_out_of_its_folder_is_refused() =>
        await RefusedAsync(Archive(new PaxTarEntry(TarEntryType.RegularFile, "../evil.tf") { DataStream = new MemoryStream([1]) }));

    [Fact]
    public async Task An_archive_with_a_link_is_refused() =>
        await RefusedAsync(Archive(new PaxTarEntry(TarEntryType.SymbolicLink, "passwd") { LinkName = "/etc/passwd" }));

    [Fact]
    public async Task Two_hundred_megabytes_are_refused()
    {
        var archive = new byte[200 << 20];
        RandomNumberGenerator.Fill(archive.AsSpan(0, 1 << 20));
        // As curl does for a body of that size: the answer is read before the body is sent.
        using var request = new HttpRequestMessage(HttpMethod.Put, Routes.Configuration(Digest(archive))) { Content = new ByteArrayContent(archive) };
        request.Headers.ExpectContinue = true;
        using var response = await gaia.Http.SendAsync(request, cancellation);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("configuration.too-large", (await ProblemAsync(response)).Code);
    }

    [Fact]
    public async Task Bytes_that_do_not_match_their_digest_are_refused()
    {
        using var response = await gaia.Http.PutAsync(Routes.Configuration("sha256:" + new string('a', 64)), new ByteArrayContent([1, 2, 3]), cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.StartsWith("configuration.", (await ProblemAsync(response)).Code);
    }

    [Fact]
    public async Task Malformed_json_is_refused_with_its_place()
    {
        using var response = await gaia.Http.PostAsync(Routes.Runs, new StringContent("{\"component\": ", null, "application/json"), cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("line", (await ProblemAsync(response)).Detail, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("999999")]
    [InlineData("-1")]
    [InlineData("last")]
    public async Task An_unknown_event_position_is_refused(string position)
    {
        using var folder = AtmosFolder.Create("position" + position.Length);
        var run = await gaia.PlanAsync(folder, "position" + position.Length, cancellation);
        using var response = await gaia.Http.GetAsync($"{Routes.RunEvents(run.Id)}?after={position}", cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("run.unknown-event-position", (await ProblemAsync(response)).Code);
    }

    // Refused on arrival or, at the latest, when a run asks for it.
    private async Task RefusedAsync(byte[] archive)
    {
        using var stored = await PutAsync(archive);
        if (!stored.IsSuccessStatusCode)
        {
            Assert.StartsWith("configuration.", (await ProblemAsync(stored)).Code);
            return;
        }
        var request = new QueueRunRequest("app", "dev", RunOperation.Plan, Digest(archive));
        using var queued = await gaia.Http.PostAsJsonAsync(Routes.Runs, request, GaiaApp.Json, cancellation);
        Assert.False(queued.IsSuccessStatusCode);
        Assert.StartsWith("configuration.", (await ProblemAsync(queued)).Code);
    }

    private Task<HttpResponseMessage> PutAsync(byte[] archive) =>
        gaia.Http.PutAsync(Routes.Configuration(Digest(archive)), new ByteArrayContent(archive), cancellation);

    private async Task<ProblemResponse> ProblemAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<ProblemResponse>(GaiaApp.Json, cancellation))!;

    private static string Digest(byte[] archive) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(archive));

    private static byte[] Archive(PaxTarEntry entry)
    {
        var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
        using (var tar = new TarWriter(gzip))
            tar.WriteEntry(entry);
        return bytes.ToArray();
    }
}
