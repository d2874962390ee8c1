using Gaia.Runs.Tests.Kit;
using Gaia.Stacks;
using Gaia.Terraform;

namespace Gaia.Runs.Tests.Execution;

/// <summary>Sections of a component that decide who runs, with what and behind which gate, on a worker with real terraform.</summary>
public sealed class GateTests(RunsPostgres postgres)
{
    private const string Greeting = "resource \"terraform_data\" \"a\" {}\noutput \"text\" {\n  value = \"hi\"\n}\n";

    [Fact]
    public async Task A_schema_that_the_component_does_not_fit_stops_the_plan()
    {
        await using var gaia = await StartAsync("settings: {validation: {name: {schema_type: jsonschema, schema_path: schemas/name.yaml, description: names are long}}}");
        gaia.Repository.Write("schemas/name.yaml", """{"properties": {"vars": {"properties": {"name": {"minLength": 9}}}}}""");
        var run = await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.Failed);
        Assert.Contains("did not pass its validation policies", run.Error, StringComparison.Ordinal);
        Assert.Contains("name: /vars/name", run.Error, StringComparison.Ordinal);
        Assert.Contains("names are long", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(await gaia.EventsAsync(run), happened => happened.Type == "phase" && happened.Data.GetProperty("phase").GetString() == "init");
    }

    [Fact]
    public async Task A_check_with_a_typo_is_refused_before_anything_is_queued()
    {
        await using var gaia = await StartAsync("settings: {validation: {name: {schema_type: jsonschema, schema_pth: schemas/name.yaml}}}");
        var refused = await Assert.ThrowsAsync<StacksInvalidException>(() => gaia.QueueAsync());
        Assert.Equal("validation.invalid", refused.Code);
        Assert.Contains("did you mean 'schema_path'?", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("schemas/name.yaml", "[]")]
    [InlineData("schemas", "{}")]
    [InlineData("gone.json", "{}")]
    [InlineData("schemas/name.yaml", """{"not": {}}""")]
    public async Task Paths_are_told_as_they_are_in_the_repository(string path, string schema)
    {
        await using var gaia = await StartAsync($"settings: {{validation: {{name: {{schema_type: jsonschema, schema_path: {path}}}}}}}");
        gaia.Repository.Write("schemas/name.yaml", schema);
        var run = await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.Failed);
        Assert.Contains(path, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("/tree/", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("/proc/", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_that_is_not_there_is_named()
    {
        await using var gaia = await StartAsync("settings: {validation: {name: {schema_type: jsonschema, schema_path: gone.json}}}");
        var run = await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.Failed);
        Assert.Contains("gone.json does not exist", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_the_worker_does_not_offer_is_never_replaced()
    {
        await using var gaia = await StartAsync("command: terraform-0.11");
        var run = await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.Failed);
        Assert.Contains("asks for the program 'terraform-0.11'", run.Error, StringComparison.Ordinal);
        Assert.Contains("Gaia__TerraformPrograms", run.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("auth: {identities: {prod: {default: true}}}", "auth.unsupported")]
    [InlineData("source: {uri: github.com/acme/app}", "section.unsupported")]
    [InlineData("hooks: {cost: {events: [before-terraform-apply], command: cost}}", "hook.unsupported")]
    public async Task What_is_not_done_is_refused_before_anything_is_queued(string section, string code)
    {
        await using var gaia = await StartAsync(section);
        Assert.Equal(code, (await Assert.ThrowsAsync<TerraformRefusedException>(() => gaia.QueueAsync())).Code);
    }

    [Fact]
    public async Task Outputs_are_written_to_the_store_that_a_hook_names()
    {
        await using var gaia = await StartAsync(Keep);
        gaia.Repository.Write("atmos.yaml", gaia.Repository.Read("atmos.yaml") + "\nstores: {kept: {type: file, options: {path: kept}}}\n");
        var run = await gaia.UntilAsync(await gaia.QueueAsync(autoApprove: true), RunStatus.Applied);
        Assert.Contains("Stored greeting in kept.", await gaia.LogAsync(run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_outside_of_the_configuration_is_not_written()
    {
        await using var gaia = await StartAsync(Keep);
        var store = Path.Combine(gaia.Folder, "kept");
        gaia.Repository.Write("atmos.yaml", gaia.Repository.Read("atmos.yaml") + $"\nstores: {{kept: {{type: file, options: {{path: {store}}}}}}}\n");
        var run = await gaia.UntilAsync(await gaia.QueueAsync(autoApprove: true), RunStatus.Failed);
        Assert.Contains("lies outside of the configuration's root", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(store));
    }

    private const string Keep = "hooks: {keep: {events: [after-terraform-apply], command: store, name: kept, outputs: {greeting: .text}}}";

    [Fact]
    public async Task A_failing_plan_is_tried_again_as_often_as_the_component_says()
    {
        await using var gaia = await StartAsync("retry: {max_attempts: 3, initial_delay: 10ms}", "data \"external\" {");
        var run = await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.Failed);
        Assert.Contains("main.tf", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_the_stack_demands_is_held_to()
    {
        await using var gaia = await StartAsync("required_version: \">= 99\"");
        var run = await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.Failed);
        Assert.Contains("Unsupported Terraform Core version", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_with_ephemeral_variables_can_be_applied()
    {
        await using var gaia = await StartAsync("vars: {token: s3cret-s3cret}", "variable \"name\" {}\nvariable \"token\" {\n  ephemeral = true\n}\nresource \"terraform_data\" \"a\" {\n  input = var.name\n}\n");
        var run = await gaia.UntilAsync(await gaia.QueueAsync(autoApprove: true), RunStatus.Applied);
        Assert.Equal(1, run.Changes!.Create);
    }

    private async Task<TestGaia> StartAsync(string section, string terraform = Greeting)
    {
        var gaia = await TestGaia.StartAsync(postgres, terraform);
        var stack = gaia.Repository.Read("stacks/test.yaml");
        gaia.Repository.Write("stacks/test.yaml", section.StartsWith("vars: {", StringComparison.Ordinal)
            ? stack.Replace("vars: { name: world", $"vars: {{ {section[7..^1]}, name: world", StringComparison.Ordinal)
            : stack.Replace("    app:\n", $"    app:\n      {section}\n", StringComparison.Ordinal));
        return gaia;
    }
}
