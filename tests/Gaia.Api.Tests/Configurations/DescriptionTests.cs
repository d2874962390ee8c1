using System.Net;
using System.Text.Json;
using Gaia.Contracts;

namespace Gaia.Api.Tests.Configurations;

public sealed class DescriptionTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private static readonly (string, string)[] More =
    [
        ("stacks/qa.yaml", """
            locals: { word: "qa-word" }
            vars: { stage: qa }
            components:
              terraform:
                hello:
                  vars: { greeting: "{{ .locals.word }}", from: !env GAIA_TEST_VARIABLE }
            """),
        ("stacks/workflows/one.yaml", "workflows: { greet: { description: Greets, steps: [{ command: list stacks }] } }\n"),
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("describe?stack=dev&components=hello&sections=vars", """{"dev":{"components":{"terraform":{"hello":{"vars":{"greeting":"hello","stage":"dev"}}}}}}""")]
    [InlineData("values?component=hello&section=vars&query=.greeting", """{"dev":"hello","prod":"good day"}""")]
    [InlineData("values?section=settings", """{"dev":{"eks/cluster":{"depends_on":{"1":{"component":"hello"}}}},"prod":{"eks/cluster":{"depends_on":{"1":{"component":"hello"}}}}}""")]
    [InlineData("components/hello/dependents?stack=dev", """[{"component":"eks/cluster","component_path":"components/terraform/hello","component_type":"terraform","stack":"dev","stack_slug":"dev-eks-cluster","stage":"dev"}]""")]
    [InlineData("components/eks%2Fcluster/why?stack=dev&path=vars.greeting", """{"origins":[{"column":25,"component":"eks/cluster","file":"stacks/dev.yaml","imported_at":[],"line":8,"section":"components.terraform.vars","value":"nested"}],"path":"vars.greeting","value":"nested"}""")]
    [InlineData("components/hello/provenance?stack=dev&section=vars", """[{"column":25,"file":"stacks/dev.yaml","line":5,"path":"vars.greeting","value":"hello"},{"column":16,"file":"stacks/dev.yaml","line":1,"path":"vars.stage","value":"dev"}]""")]
    [InlineData("problems", "[]")]
    [InlineData("workflows", "[]")]
    public async Task Answers_are_the_documents_of_the_command_line(string question, string document)
    {
        using var client = await (await shared.DevelopmentAsync()).ClientAsync();
        var digest = await DemoConfiguration.Of().UploadAsync(client);

        Assert.Equal(document, await client.GetStringAsync($"{Routes.Configuration(digest)}/{question}", Stop));
    }

    [Fact]
    public async Task Locals_workflows_and_settings_are_told()
    {
        using var client = await (await shared.DevelopmentAsync()).ClientAsync();
        var digest = await DemoConfiguration.Of("x", More).UploadAsync(client);

        Assert.Equal("""{"locals":{"word":"qa-word"}}""", await client.GetStringAsync(Routes.ConfigurationStack(digest, "qa", "locals"), Stop));
        Assert.Equal("""{"one.yaml":["greet"]}""", await client.GetStringAsync(Routes.ConfigurationWorkflows(digest) + "?output=map", Stop));
        Assert.StartsWith("""{"base_path":"./","components":""", await client.GetStringAsync(Routes.ConfigurationSettings(digest), Stop));
        var values = await client.GetStringAsync(Routes.ConfigurationValues(digest) + "?component=hello&section=vars&stack=qa&skip=env", Stop);
        Assert.Contains("\"greeting\":\"qa-word\"", values);
        Assert.Contains("!env GAIA_TEST_VARIABLE", values);
    }

    [Fact]
    public async Task Stacks_are_compared_within_one_configuration_and_between_two()
    {
        using var client = await (await shared.DevelopmentAsync()).ClientAsync();
        var (before, now) = (await DemoConfiguration.Of("old").UploadAsync(client), await DemoConfiguration.Of("new").UploadAsync(client));

        Assert.Equal("""[{"component":"hello","component_type":"terraform","left":"old","path":"vars.greeting","right":"new"}]""",
            await client.GetStringAsync(Routes.ConfigurationStack(now, "dev", "diff") + "?base=" + before, Stop));
        Assert.Contains("""{"component":"hello","component_type":"terraform","left":"new","path":"vars.greeting","right":"good day"}""",
            await client.GetStringAsync(Routes.ConfigurationStack(now, "dev", "diff") + "?other=prod", Stop));
    }

    [Fact]
    public async Task Affected_says_all_that_the_command_line_says()
    {
        using var client = await (await shared.DevelopmentAsync()).ClientAsync();
        var (before, now) = (await DemoConfiguration.Of("old").UploadAsync(client), await DemoConfiguration.Of("new").UploadAsync(client));

        using var document = JsonDocument.Parse(await client.GetStringAsync(Routes.ConfigurationAffected(now) + $"?base={before}&dependents=true", Stop));

        var details = document.RootElement.EnumerateArray().Single().GetProperty("details");
        Assert.Equal("stack.vars", details.GetProperty("affected").GetString());
        Assert.Equal("eks/cluster", details.GetProperty("dependents")[0].GetProperty("component").GetString());
    }

    [Fact]
    public async Task Who_reaches_some_stacks_learns_nothing_of_the_others()
    {
        using var planner = await (await shared.ProductionAsync()).ClientAsync(Role.Planner, "dev*");
        var digest = await DemoConfiguration.Of().UploadAsync(planner);

        foreach (var question in new[] { "describe", "values?section=vars" })
            Assert.DoesNotContain("prod", await planner.GetStringAsync($"{Routes.Configuration(digest)}/{question}", Stop));
        foreach (var question in new[] { "stacks/prod/locals", "stacks/dev/diff?other=prod", "components/hello/why?stack=prod&path=vars", "components/hello/dependents?stack=prod" })
            await planner.GetAsync($"{Routes.Configuration(digest)}/{question}", Stop).ProblemAsync(403, "access.denied");
    }

    [Theory]
    [InlineData("components/hello/why?stack=dev&path=vars.greetin", 404, "why.no-value", "greeting")]
    [InlineData("components/hello/provenance?stack=dev&section=var", 404, "provenance.no-value", "vars")]
    [InlineData("stacks/dve/locals", 404, "stack.not-found", "dev")]
    [InlineData("workflows?output=tree", 400, "request.invalid", null)]
    public async Task What_is_not_there_is_refused_in_words(string question, int status, string code, string? nearest)
    {
        using var client = await (await shared.DevelopmentAsync()).ClientAsync();
        var digest = await DemoConfiguration.Of().UploadAsync(client);

        var problem = await client.GetAsync($"{Routes.Configuration(digest)}/{question}", Stop).ProblemAsync(status, code);

        if (nearest is not null) Assert.Equal(nearest, problem.Nearest![0]);
    }

    [Fact]
    public async Task What_was_worked_out_once_is_kept()
    {
        var api = await shared.DevelopmentAsync();
        using var client = await api.ClientAsync();
        var digest = await DemoConfiguration.Of("kept").UploadAsync(client);

        using var first = await client.GetAsync(Routes.ConfigurationDescription(digest), Stop);

        var kept = api.Get<Api.Configurations.KeptAnswers>().Find(first.Headers.ETag!.Tag);
        Assert.Equal(kept!.Json, await first.Content.ReadAsByteArrayAsync(Stop));
        using var again = await client.GetAsync(Routes.ConfigurationDescription(digest), Stop);
        Assert.Equal((HttpStatusCode.OK, first.Headers.ETag), (again.StatusCode, again.Headers.ETag));
        Assert.Equal(kept.Json, await again.Content.ReadAsByteArrayAsync(Stop));
    }
}
