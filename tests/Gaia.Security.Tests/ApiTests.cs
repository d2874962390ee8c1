using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Gaia.Api.Tests;
using Microsoft.AspNetCore.Routing;

namespace Gaia.Security.Tests;

/// <summary>The same tricks by the front door: uploaded to a real API, then asked for by every GET that there is.</summary>
public sealed class ApiTests(ApiPostgres postgres)
{
    // Whatever an operator allows, but for programs, which read what they like: the wall stands.
    private static readonly Dictionary<string, string?> Open = new() { ["Gaia:OutsideOnServer"] = "Environment,RemoteFiles,State,Stores,Git,Aws" };

    // Policies are held against a component where it is run.
    private static readonly string[] NotAsked = ["settings.validation", "schemas.jsonschema.base_path"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_answer_shows_what_lies_outside_and_the_refusal_names_the_file()
    {
        await using var api = await GaiaApi.StartAsync(postgres, settings: Open);
        using var client = await api.ClientAsync();
        var routes = Routes(api);
        Assert.True(routes.Count > 12, string.Join('\n', routes));
        var silent = new List<string>();
        foreach (var place in Places.All)
            foreach (var spelling in (string[])["absolute", "up", "file address", "NUL"])
            {
                using var trap = new Trap();
                var written = place.Written(trap, Spellings.All[spelling]);
                var answers = await AnswersAsync(client, routes, new DemoConfiguration(Archive(place, written)));
                Assert.All(answers, answer => Assert.DoesNotContain(trap.Secret, answer.Text));
                Assert.All(answers, answer => Assert.True(answer.Status < HttpStatusCode.InternalServerError, $"{place}, {spelling}: {answer}"));
                if (spelling is not ("absolute" or "up") || !place.FindsIt || NotAsked.Contains(place.Name)) continue;
                if (!answers.Exists(answer => Refuses(answer, place, written))) silent.Add($"{place}, {spelling}");
            }
        Assert.Empty(silent);
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    [InlineData(TarEntryType.Fifo)]
    public async Task An_archive_with_links_or_pipes_is_refused(TarEntryType type)
    {
        await using var api = await GaiaApi.StartAsync(postgres, settings: Open);
        using var client = await api.ClientAsync();
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip))
        {
            var entry = new PaxTarEntry(type, "stacks/link.yaml");
            if (type is not TarEntryType.Fifo) entry.LinkName = "/etc/passwd";
            tar.WriteEntry(entry);
        }
        using var answer = await new DemoConfiguration(packed.ToArray()).PutAsync(client);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    private static bool Refuses(Answer answer, Place place, string written) =>
        answer.Status is HttpStatusCode.UnprocessableEntity && answer.Text.Contains("outside of the configuration", StringComparison.Ordinal)
        && (place.Variables(written).Count > 0 || place.Files("\"x\"").Any(file => answer.Text.Contains(file.Path, StringComparison.Ordinal)));

    // As the API itself lists them, so that a new one is asked too.
    private static List<string> Routes(GaiaApi api) =>
    [
        .. api.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
            .Select(endpoint => endpoint.RoutePattern.RawText!).Where(route => route.StartsWith("/v1/configurations/{digest}", StringComparison.Ordinal)).Distinct(),
    ];

    private static async Task<List<Answer>> AnswersAsync(HttpClient client, List<string> routes, DemoConfiguration configuration)
    {
        using var put = await configuration.PutAsync(client);
        List<Answer> answers = [new("PUT", put.StatusCode, await put.Content.ReadAsStringAsync(Stop))];
        if (!put.IsSuccessStatusCode) return answers;
        foreach (var route in routes)
        {
            var path = route.Replace("{digest}", configuration.Digest).Replace("{component}", "app").Replace("{stack}", "dev");
            using var answer = await client.GetAsync($"{path}?stack=dev&base={configuration.Digest}&path=vars.x&other=dev&dependents=true&output=all", Stop);
            answers.Add(new(route, answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop)));
        }
        return answers;
    }

    private static byte[] Archive(Place place, string written) => DemoConfiguration.Pack(
    [
        .. place.Files(JsonSerializer.Serialize(written)),
        (".gaia/configuration.json", $"{{\"workingDirectory\":\"\",\"environment\":{JsonSerializer.Serialize(place.Variables(written))}}}"),
    ]);

    private sealed record Answer(string Route, HttpStatusCode Status, string Text);
}
