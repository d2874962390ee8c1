using System.Text.Json;
using Gaia.Api.Tests;
using Gaia.Configurations;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Gaia.Security.Tests;

/// <summary>What the API says of a configuration that is wrong: where in the repository, never where on the server, and in plain characters.</summary>
public sealed class ErrorTextTests(ApiPostgres postgres)
{
    // ESC [ 31 m, BEL, right-to-left override, a line separator, a mark that nobody sees, and what YAML and JSON make of it.
    private const string Odd = "\e[31mred\a\u202etxt.exe\u2028x\u200by\u009b1m";
    private const string OddYaml = "\"\\e[31mred\\a\\u202etxt.exe\\u2028x\\u200by\\x9b1m\"";

    private static readonly string Stack = "vars: {stage: dev}\n";

    private static readonly Dictionary<string, (string Path, string Text)[]> Wrong = new()
    {
        ["an include that is not there"] = [("stacks/dev.yaml", $"{Stack}settings: {{x: !include nowhere.yaml}}\n")],
        ["an include of a folder"] = [("stacks/dev.yaml", $"{Stack}settings: {{x: !include below}}\n"), ("stacks/below/x.yaml", "a: b\n")],
        ["an include that is wrong"] = [("stacks/dev.yaml", $"{Stack}settings: {{x: !include a.yaml}}\n"), ("stacks/a.yaml", "a: [\n")],
        ["an include of HCL that is wrong"] = [("stacks/dev.yaml", $"{Stack}settings: {{x: !include a.tfvars}}\n"), ("stacks/a.tfvars", "a = [\n")],
        ["a query that is wrong"] = [("stacks/dev.yaml", $"{Stack}settings: {{x: !include a.yaml '.a['}}\n"), ("stacks/a.yaml", "a: b\n")],
        ["alternatives that multiply"] = [("stacks/dev.yaml", $"{Stack}import: [\"l/{string.Concat(Enumerable.Repeat("{a,b}", 40))}\"]\n")],
        ["an import that is not there"] = [("stacks/dev.yaml", $"{Stack}import: [nowhere]\n")],
        ["an import of itself"] = [("stacks/dev.yaml", $"{Stack}import: [dev]\n")],
        ["an import with a NUL"] = [("stacks/dev.yaml", $"{Stack}import: [\"a\\0b\"]\n")],
        ["YAML that does not parse"] = [("stacks/dev.yaml", "a: [\n")],
        ["a file that is not text"] = [("stacks/dev.yaml", "\ud800a: b\n")],
        ["a manifest that is a list"] = [("stacks/dev.yaml", "[a]\n")],
        ["a manifest of wrong types"] = [("stacks/dev.yaml", $"{Stack}components: {{terraform: {{app: [x]}}}}\n")],
        ["no stacks"] = [("atmos.yaml", Places.Atmos.Replace("base_path: stacks", "base_path: nowhere"))],
        ["a base path that is not there"] = [("atmos.yaml", Places.Atmos.Replace("base_path: ./", "base_path: nowhere"))],
        ["an atmos.yaml that imports nothing"] = [("atmos.yaml", "import: [nowhere.yaml]\n" + Places.Atmos)],
        ["an atmos.yaml that imports a map"] = [("atmos.yaml", "import: {a: b}\n" + Places.Atmos)],
        ["an atmos.yaml that does not parse"] = [("atmos.yaml", "a: [\n")],
        ["no atmos.yaml"] = [("atmos.yaml", "")],
        ["workflows that are wrong"] = [("atmos.yaml", "workflows: {base_path: stacks/workflows}\n" + Places.Atmos), ("stacks/workflows/a.yaml", "workflows: [x]\n")],
        ["a schema that is not there"] = [("atmos.yaml", "schemas: {atmos: {manifest: nowhere.json}}\n" + Places.Atmos)],
        ["a template that reads nothing"] = [("stacks/dev.yaml", Vars("{{ file.Read \\\"nowhere\\\" }}"))],
        ["a template that lists nothing"] = [("stacks/dev.yaml", Vars("{{ file.ReadDir \\\"nowhere\\\" }}"))],
        ["a template that reads a folder"] = [("stacks/dev.yaml", Vars("{{ file.Read \\\"stacks\\\" }}"))],
        ["a data source that is not there"] = [("stacks/dev.yaml", Vars("{{ datasource \\\"file://nowhere\\\" }}"))],
        ["a store that is not there"] = [("stacks/dev.yaml", Vars("!store.get nowhere x"))],
        ["a component without code"] = [("stacks/dev.yaml", $"{Stack}components: {{terraform: {{app: {{metadata: {{component: nowhere}}}}}}}}\n")],
        ["a component outside"] = [("stacks/dev.yaml", $"{Stack}components: {{terraform: {{app: {{metadata: {{component: ../../..}}}}}}}}\n")],
        ["code that does not parse"] = [("components/terraform/app/main.tf", "variable \"x\" {\n")],
        ["an odd import"] = [("stacks/dev.yaml", $"{Stack}import: [{OddYaml}]\n")],
        ["an odd include"] = [("stacks/dev.yaml", $"{Stack}settings: {{x: !include {OddYaml}}}\n")],
        ["an odd key"] = [("stacks/dev.yaml", $"{Stack}components: {{terraform: {{{OddYaml}: [x]}}}}\n")],
        ["an odd base component"] = [("stacks/dev.yaml", $"{Stack}components: {{terraform: {{app: {{metadata: {{inherits: [{OddYaml}]}}}}}}}}\n")],
        ["an odd template"] = [("stacks/dev.yaml", $"{Stack}components: {{terraform: {{app: {{vars: {{x: \"{{{{ fail \\\"\\e[31m\\u202e\\\" }}}}\"}}}}}}}}\n")],
        ["odd names that are near"] = [("stacks/dev.yaml", $"vars: {{stage: dev}}\ncomponents: {{terraform: {{\"app\\u202e\\e[1m\": {{}}}}}}\n")],
        ["an odd file"] = [($"stacks/{Odd.Replace("\a", "", StringComparison.Ordinal)}.yaml", "a: [\n")],
        ["an odd expression"] = [("stacks/dev.yaml", $"{Stack}settings: {{x: !include \"a.yaml .\\e[31m\\u202e[\"}}\n"), ("stacks/a.yaml", "a: b\n")],
    };

    private static readonly string[] Components = ["app", "nowhere", "", ".", ".%2Fapp", "..%2F..%2F..%2F..", "%2Fetc", "components%2Fterraform%2Fapp", Uri.EscapeDataString(Odd)];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_answer_names_a_folder_of_the_server_or_has_what_a_terminal_obeys()
    {
        await using var api = await GaiaApi.StartAsync(postgres);
        using var client = await api.ClientAsync();
        string[] places = [Path.GetFullPath(api.Get<IOptions<ConfigurationsOptions>>().Value.DataDirectory), Path.GetTempPath(), Environment.GetEnvironmentVariable("HOME") + "/"];
        var routes = api.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
            .Select(endpoint => endpoint.RoutePattern.RawText!).Where(route => route.StartsWith("/v1/configurations/{digest}", StringComparison.Ordinal)).Distinct().ToList();
        var codes = new HashSet<string>();
        foreach (var (name, files) in Wrong)
        {
            var configuration = new DemoConfiguration(DemoConfiguration.Pack([.. Files(files)]));
            using var put = await configuration.PutAsync(client);
            Check(name, await put.Content.ReadAsStringAsync(Stop));
            if (!put.IsSuccessStatusCode) continue;
            foreach (var route in routes)
                foreach (var component in route.Contains("{component}", StringComparison.Ordinal) ? Components : Components[..1])
                {
                    if (component is "" or "." && route.Contains("{component}", StringComparison.Ordinal)) continue;
                    var path = route.Replace("{digest}", configuration.Digest).Replace("{component}", component).Replace("{stack}", "dev");
                    using var answer = await client.GetAsync($"{path}?stack=dev&component={component}&base={configuration.Digest}&path=vars.x&other=dev&dependents=true&output=all", Stop);
                    Check($"{name}: {path}", await answer.Content.ReadAsStringAsync(Stop));
                }
        }
        Assert.Superset(new HashSet<string> { "include.not-found", "path.pattern", "component.path", "yaml.syntax", "import.not-found", "stacks.no-folder" }, codes);

        void Check(string asked, string said)
        {
            Assert.All(places, place => Assert.False(said.Contains(place, StringComparison.Ordinal), $"{asked} names {place}: {said}"));
            if (!said.StartsWith('{') || JsonElement.Parse(said) is not { ValueKind: JsonValueKind.Object } problem || !problem.TryGetProperty("code", out var code)) return;
            codes.Add(code.GetString()!);
            foreach (var text in Texts(problem))
                Assert.DoesNotContain(text, letter => (char.IsControl(letter) && letter is not ('\n' or '\t')) || letter is '\u202e' or '\u2028' or '\u200b');
        }
    }

    private static IEnumerable<(string, string)> Files((string Path, string Text)[] files)
    {
        (string Path, string Text)[] usual =
        [
            ("atmos.yaml", Places.Atmos), ("components/terraform/app/main.tf", "variable \"x\" {}\n"),
            ("stacks/dev.yaml", $"{Stack}components: {{terraform: {{app: {{vars: {{x: y}}}}}}}}\n"),
        ];
        return usual.ExceptBy(files.Select(file => file.Path), file => file.Path).Concat(files).Append((".gaia/configuration.json", "{\"workingDirectory\":\"\",\"environment\":{}}"));
    }

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Texts(member.Value).Append(member.Name)),
        _ => [],
    };

    private static string Vars(string text) => $"{Stack}components: {{terraform: {{app: {{vars: {{x: \"{text}\"}}}}}}}}\n";
}
