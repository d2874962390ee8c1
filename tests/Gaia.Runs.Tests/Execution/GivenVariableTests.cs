using System.Diagnostics;
using System.Text.Json;
using Gaia.Runs.Execution;
using Gaia.Runs.States;
using Gaia.Runs.Tests.Kit;
using Gaia.Terraform.Variables;

namespace Gaia.Runs.Tests.Execution;

/// <summary>What -var and -var-file mean on a worker is what they mean to terraform on the command line.</summary>
public sealed class GivenVariableTests(RunsPostgres postgres)
{
    private const string Vars = "text: stack, list: [stack], object: {a: stack}, size: 1, untyped: stack, kept: stack, password: of-the-stack";

    private const string Terraform =
        """
        variable "text" { type = string }
        variable "list" { type = list(string) }
        variable "object" { type = any }
        variable "size" { type = number }
        variable "untyped" {}
        variable "kept" { type = string }
        variable "password" {
          type      = string
          sensitive = true
        }
        output "text" { value = var.text }
        output "list" { value = var.list }
        output "object" { value = var.object }
        output "size" { value = var.size }
        output "untyped" { value = var.untyped }
        output "kept" { value = var.kept }
        output "length" { value = nonsensitive(length(var.password)) }
        """;

    private static readonly GivenVariable[] Given =
    [
        new("text", "first"), new(File: "one.tfvars", Content: "text = \"of a file\"\nlist = [\"of\", \"a file\"]\nsize = 2 + 2\n"),
        new("text", "${not} %{a} \"template\" \\ $${really}\nnext"), new(File: "two.tfvars.json", Content: """{"object": {"a": [1, "${plain}"]}, "password": "battery-staple-horse"}"""),
        new("untyped", "[\"text\"]"), new("list", "[\"a\",\n \"b${1 + 1}\"] # with a comment"), new("size", "7"),
    ];

    [Fact]
    public async Task Both_drivers_give_terraform_the_same()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, Terraform, Vars);
        var run = await QueueAsync(gaia, Given);
        await gaia.UntilAsync(run, RunStatus.Applied);
        var outputs = await gaia.Get<FindOutputs>().ExecuteAsync(run.Id, CancellationToken.None);
        var ours = outputs.ToDictionary(output => output.Name, output => JsonSerializer.Serialize(output.Value));
        Assert.Equal(await ByHandAsync(Path.Combine(gaia.Folder, "by-hand")), ours);
        Assert.Equal("\"stack\"", ours["kept"]);
    }

    [Fact]
    public async Task Values_are_nowhere_in_plain_text_and_gone_when_the_run_has_ended()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, Terraform, Vars);
        var run = await gaia.UntilAsync(await QueueAsync(gaia, Given, autoApprove: false), RunStatus.AwaitingApproval);
        Assert.Equal(1, await StoredAsync(gaia, run));
        Assert.Equal(Given.Select(variable => variable.WithoutValue()), run.Variables);
        Assert.Contains("text (test-app.given-1.tfvars), one.tfvars (test-app.given-2.tfvars)", await gaia.LogAsync(run), StringComparison.Ordinal);
        Assert.DoesNotContain("battery-staple-horse", await gaia.LogAsync(run) + await DumpAsync(gaia), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(gaia.DataDirectory, "*.given-*", SearchOption.AllDirectories));
        foreach (var file in Directory.EnumerateFiles(gaia.DataDirectory, "*", SearchOption.AllDirectories))
            Assert.False(File.ReadAllText(file).Contains("s3cret-value", StringComparison.Ordinal), file);
        await gaia.ApproveAsync(run);
        await gaia.UntilAsync(run, RunStatus.Applied);
        Assert.Equal(0, await StoredAsync(gaia, run));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(gaia.DataDirectory, "blobs", "runs"), "*", SearchOption.AllDirectories))
            Assert.DoesNotContain("battery-staple-horse", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text = [\"s3cret-value\"]", "Invalid value for input variable")]
    [InlineData("text = length(\"s3cret-value\")", "Function calls not allowed")]
    public async Task A_failed_run_quotes_none_and_keeps_none(string content, string error)
    {
        await using var gaia = await TestGaia.StartAsync(postgres, Terraform, Vars);
        var run = await gaia.UntilAsync(await QueueAsync(gaia, [new(File: "a.tfvars", Content: content)]), RunStatus.Failed);
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
        var events = string.Concat((await gaia.EventsAsync(run)).Select(each => each.Data.ToString()));
        Assert.DoesNotContain("s3cret-value", run.Error + events + await gaia.LogAsync(run), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(gaia.DataDirectory, "*.given-*", SearchOption.AllDirectories));
        Assert.Equal(0, await StoredAsync(gaia, run));
    }

    [Fact]
    public async Task One_that_is_not_declared_is_an_error_as_terraform_has_it()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, Terraform, Vars);
        var run = await gaia.UntilAsync(await QueueAsync(gaia, [new("txet", "x")]), RunStatus.Failed);
        Assert.Contains("A variable named \"txet\" was assigned on the command line, but the root module does not declare a variable of that name.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ephemeral_one_is_there_at_the_apply()
    {
        const string Ephemeral = """
            variable "once" {
              type      = string
              ephemeral = true
            }
            variable "name" { type = string }
            resource "terraform_data" "app" {
              input = var.name
              provisioner "local-exec" {
                command     = "test \"$ONCE\" = given-once"
                environment = { ONCE = var.once }
              }
            }
            """;
        await using var gaia = await TestGaia.StartAsync(postgres, Ephemeral, "once: of-the-stack, name: stack");
        var run = await QueueAsync(gaia, [new("name", "given"), new(File: "a.tfvars", Content: "once = \"given-once\"\n")], autoApprove: false);
        await gaia.ApproveAsync(await gaia.UntilAsync(run, RunStatus.AwaitingApproval));
        await gaia.UntilAsync(run, RunStatus.Applied);
    }

    [Fact]
    public async Task Another_worker_that_plans_the_run_again_sees_the_same()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, Terraform, Vars, worker: false);
        var run = await QueueAsync(gaia, Given);
        var first = await gaia.Get<Gaia.Runs.Variables.RunVariables>().OpenAsync(run, CancellationToken.None);
        await gaia.Get<RunChanges>().ChangeAsync(run.Id, new(TestGaia.Ada, "runs.start-plan"), now => now.StartPlan(TimeProvider.System.GetUtcNow()), CancellationToken.None);
        Assert.Equal(Given, first);
        Assert.Equal(Given, await gaia.Get<Gaia.Runs.Variables.RunVariables>().OpenAsync(run, CancellationToken.None));
        await gaia.Get<RunChanges>().ChangeAsync(run.Id, new(TestGaia.Ada, "runs.fail"), now => now.Fail("lost", null, null, TimeProvider.System.GetUtcNow()), CancellationToken.None);
        await Assert.ThrowsAsync<Gaia.Runs.Terraform.RunFailure>(() => gaia.Get<Gaia.Runs.Variables.RunVariables>().OpenAsync(run, CancellationToken.None));
    }

    [Fact]
    public async Task The_same_key_with_another_value_is_another_request()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, Terraform, Vars, worker: false);
        var run = await QueueAsync(gaia, [new("text", "a")], key: "once");
        Assert.Equal(run.Id, (await QueueAsync(gaia, [new("text", "a")], key: "once")).Id);
        var refused = await Assert.ThrowsAsync<RunRefusedException>(() => QueueAsync(gaia, [new("text", "b")], key: "once"));
        Assert.Equal("run.idempotency-key-reused", refused.Code);
    }

    private static async Task<Run> QueueAsync(TestGaia gaia, GivenVariable[] given, bool autoApprove = true, string? key = null) =>
        await gaia.Get<QueueRun>().ExecuteAsync(new NewRun
        {
            Component = "app", Stack = "test", Operation = RunOperation.Apply, Configuration = await gaia.UploadAsync(), AutoApprove = autoApprove, Variables = given, IdempotencyKey = key,
        }, TestGaia.Ada, Reach.Everything, CancellationToken.None);

    private static async Task<long> StoredAsync(TestGaia gaia, Run run)
    {
        await using var command = gaia.Database.DataSource.CreateCommand("SELECT count(*) FROM runs.run_variables WHERE run_id = $1");
        command.Parameters.Add(new() { Value = run.Id.Value });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    // Every row that could hold a value, as text.
    private static async Task<string> DumpAsync(TestGaia gaia)
    {
        await using var command = gaia.Database.DataSource.CreateCommand(
            """
            SELECT string_agg(row, ' ') FROM (
                SELECT t::text AS row FROM runs.runs AS t UNION ALL SELECT t::text FROM runs.events AS t
                UNION ALL SELECT encode(sealed, 'escape') FROM runs.run_variables UNION ALL SELECT t::text FROM audit.entries AS t UNION ALL SELECT t::text FROM jobs.jobs AS t) AS rows
            """);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Terraform itself, with the stack's own varfile before what is given.</summary>
    private static async Task<Dictionary<string, string>> ByHandAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "main.tf"), Terraform);
        await File.WriteAllTextAsync(Path.Combine(folder, "stack.tfvars.json"), """{"text": "stack", "list": ["stack"], "object": {"a": "stack"}, "size": 1, "untyped": "stack", "kept": "stack", "password": "of-the-stack"}""");
        var arguments = new List<string> { "apply", "-auto-approve", "-var-file", "stack.tfvars.json" };
        foreach (var variable in Given)
        {
            if (variable.File is { } file) await File.WriteAllTextAsync(Path.Combine(folder, file), variable.Content);
            arguments.AddRange(variable.File is null ? ["-var", $"{variable.Name}={variable.Value}"] : ["-var-file", variable.File]);
        }
        await TerraformAsync(folder, ["init"]);
        await TerraformAsync(folder, [.. arguments]);
        using var outputs = JsonDocument.Parse(await TerraformAsync(folder, ["output", "-json"]));
        return outputs.RootElement.EnumerateObject().ToDictionary(output => output.Name, output => JsonSerializer.Serialize(output.Value.GetProperty("value")));
    }

    private static async Task<string> TerraformAsync(string folder, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("terraform", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return output;
    }
}
