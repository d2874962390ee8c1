using System.Net;
using System.Net.Http.Json;
using Gaia.Contracts;

namespace Gaia.Api.Tests.Configurations;

public sealed class StackTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stacks_components_and_graph_of_a_configuration()
    {
        using var client = await (await shared.DevelopmentAsync()).ClientAsync();
        var digest = await DemoConfiguration.Of().UploadAsync(client);

        var stacks = (await client.GetFromJsonAsync(Routes.ConfigurationStacks(digest), ContractsJson.Default.IReadOnlyListStackResponse, Stop))!;
        Assert.Equal(["dev", "prod"], stacks.Select(stack => stack.Name));
        Assert.Equal(["eks/cluster", "hello"], stacks[0].Components);

        var components = (await client.GetFromJsonAsync(
            Routes.ConfigurationComponents(digest) + "?stack=dev", ContractsJson.Default.IReadOnlyListComponentResponse, Stop))!;
        Assert.Equal(("eks/cluster", "dev", "terraform", "hello"), (components[0].Component, components[0].Stack, components[0].Type, components[0].Folder));

        var graph = (await client.GetFromJsonAsync(Routes.ConfigurationGraph(digest) + "?stack=dev", ContractsJson.Default.GraphResponse, Stop))!;
        Assert.Equal([new("dev/eks/cluster", "dev/hello")], graph.Edges);
        Assert.Equal(["dev/eks/cluster", "dev/hello"], graph.Nodes.Select(node => node.Id));
    }

    [Fact]
    public async Task A_component_is_described_without_telling_where_the_server_keeps_it()
    {
        using var client = await (await shared.DevelopmentAsync()).ClientAsync();
        var digest = await DemoConfiguration.Of().UploadAsync(client);

        var detail = (await client.GetFromJsonAsync(
            Routes.ConfigurationComponent(digest, "eks/cluster") + "?stack=dev", ContractsJson.Default.ComponentDetailResponse, Stop))!;

        Assert.Equal("nested", detail.Sections.GetProperty("vars").GetProperty("greeting").GetString());
        Assert.DoesNotContain("gaia-api-", detail.Sections.GetRawText());
    }

    [Fact]
    public async Task Affected_names_what_differs_from_a_base()
    {
        using var client = await (await shared.DevelopmentAsync()).ClientAsync();
        var before = await DemoConfiguration.Of().UploadAsync(client);
        var vars = await DemoConfiguration.Of("changed").UploadAsync(client);
        var code = await DemoConfiguration.Of("hello", ("components/terraform/hello/more.tf", "# more")).UploadAsync(client);

        Assert.Equal(["dev/hello stack.vars"], await AffectedAsync(client, vars, before));
        Assert.Equal(
            ["dev/eks/cluster component", "dev/hello component", "prod/eks/cluster component", "prod/hello component"],
            await AffectedAsync(client, code, before));
        Assert.Empty(await AffectedAsync(client, before, before));
    }

    [Theory]
    [InlineData("stack=dve", "stack.not-found", "dev")]
    [InlineData("stack=dev&x=1", "component.not-found", "hello")]
    public async Task A_name_that_is_not_there_is_answered_with_the_nearest(string query, string code, string nearest)
    {
        using var client = await (await shared.DevelopmentAsync()).ClientAsync();
        var digest = await DemoConfiguration.Of().UploadAsync(client);

        var problem = await client.GetAsync(Routes.ConfigurationComponent(digest, code[0] is 'c' ? "helo" : "hello") + "?" + query, Stop).ProblemAsync(404, code);

        Assert.Equal(nearest, problem.Nearest![0]);
    }

    [Fact]
    public async Task What_does_not_parse_is_told_by_file_and_line()
    {
        using var client = await (await shared.DevelopmentAsync()).ClientAsync();
        var digest = await DemoConfiguration.Of("x", ("stacks/broken.yaml", "vars:\n  a: [1, 2\n")).UploadAsync(client);

        using var answer = await client.GetAsync(Routes.ConfigurationStacks(digest), Stop);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync(ContractsJson.Default.ProblemResponse, Stop);
        Assert.Matches("stacks/broken.yaml:[23]", problem!.Detail);
        Assert.DoesNotContain("gaia-api-", problem.Detail);
    }

    [Theory]
    [InlineData("!exec echo secret")]
    [InlineData("!env HOME")]
    public async Task Nothing_in_a_configuration_reaches_outside(string function)
    {
        using var client = await (await shared.DevelopmentAsync()).ClientAsync();
        var digest = await DemoConfiguration.Of("x", ("stacks/evil.yaml", $$"""
            vars: { stage: evil }
            components: { terraform: { hello: { vars: { greeting: {{function}} } } } }
            """)).UploadAsync(client);

        using var answer = await client.GetAsync(Routes.ConfigurationComponent(digest, "hello") + "?stack=evil", Stop);

        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.False(answer.IsSuccessStatusCode && text.Contains("\"greeting\":\"secret", StringComparison.Ordinal), text);
        Assert.DoesNotContain($"\"greeting\":\"{Environment.GetEnvironmentVariable("HOME")}\"", text);
    }

    [Fact]
    public async Task Who_depends_on_whom_is_told_whatever_else_would_reach_outside()
    {
        using var client = await (await shared.DevelopmentAsync()).ClientAsync();
        var digest = await DemoConfiguration.Of("x", ("stacks/qa.yaml", """
            vars: { stage: qa }
            components:
              terraform:
                hello: { vars: { greeting: hi } }
                needy:
                  metadata: { component: hello }
                  vars: { greeting: !env HOME, id: !terraform.state hello .id, said: !exec echo x }
                  settings: { depends_on: { 1: { component: hello } } }
            """)).UploadAsync(client);

        var graph = (await client.GetFromJsonAsync(Routes.ConfigurationGraph(digest) + "?stack=qa", ContractsJson.Default.GraphResponse, Stop))!;

        Assert.Equal([new("qa/needy", "qa/hello")], graph.Edges);
    }

    [Fact]
    public async Task An_answer_that_is_known_is_not_sent_again()
    {
        using var client = await (await shared.DevelopmentAsync()).ClientAsync();
        var digest = await DemoConfiguration.Of().UploadAsync(client);
        using var first = await client.GetAsync(Routes.ConfigurationStacks(digest), Stop);

        client.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await client.GetAsync(Routes.ConfigurationStacks(digest), Stop);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (first.StatusCode, second.StatusCode));
    }

    [Fact]
    public async Task Who_reaches_some_stacks_sees_those()
    {
        var api = await shared.ProductionAsync();
        using var planner = await api.ClientAsync(Role.Planner, "dev*");
        var digest = await DemoConfiguration.Of().UploadAsync(planner);

        var stacks = await planner.GetFromJsonAsync(Routes.ConfigurationStacks(digest), ContractsJson.Default.IReadOnlyListStackResponse, Stop);

        Assert.Equal(["dev"], stacks!.Select(stack => stack.Name));
        await planner.GetAsync(Routes.ConfigurationComponents(digest) + "?stack=prod", Stop).ProblemAsync(403, "access.denied");
    }

    private static async Task<IEnumerable<string>> AffectedAsync(HttpClient client, string digest, string before)
    {
        var affected = await client.GetFromJsonAsync(
            Routes.ConfigurationAffected(digest) + "?base=" + before, ContractsJson.Default.IReadOnlyListAffectedResponse, Stop);
        return affected!.Select(item => $"{item.Stack}/{item.Component} {item.Reasons[0]}").Order(StringComparer.Ordinal);
    }
}
