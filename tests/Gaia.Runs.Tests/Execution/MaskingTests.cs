using System.Text;
using Gaia.Configurations.Archives;
using Gaia.Runs.Events;
using Gaia.Runs.Masking;
using Gaia.Runs.Plans;
using Gaia.Runs.Tests.Kit;

namespace Gaia.Runs.Tests.Execution;

/// <summary>What is known to be secret, from wherever it came, is in nothing that a run leaves for people, however terraform writes it.</summary>
public sealed class MaskingTests(RunsPostgres postgres)
{
    private static readonly string[] Secrets = ["sensitive-horse-0123456789-abcdef", "of-the-stacks-env-4711", "of/a+store-&-more", "of-the-callers-token", "made-by-terraform-7"];

    private const string Terraform =
        """
        variable "password" {
          type      = string
          sensitive = true
        }
        variable "stored" { type = string }
        variable "callers" { type = string }
        locals { all = "[${nonsensitive(var.password)}] [${var.stored}] [${var.callers}]" }
        resource "terraform_data" "shown" {
          input            = local.all
          triggers_replace = { (local.all) = base64encode(local.all), url = urlencode(local.all), json = jsonencode({ a = local.all }) }
        }
        resource "terraform_data" "keyed" {
          for_each = toset([local.all])
        }
        resource "terraform_data" "made" {
          input = sensitive("made-by-terraform-7")
          provisioner "local-exec" {
            command = "echo; for value in \"$ALL\" $OF_STACK; do echo \"plain $value\"; echo \"$value\" | base64 -w 20; echo \"$value\" >&2; echo \"$value\" | od -An -tx1 -w99 | tr -d ' '; done"
            environment = { ALL = local.all }
          }
        }
        output "all" { value = local.all }
        output "made" { value = nonsensitive(terraform_data.made.output) }
        check "said" {
          assert {
            condition     = local.all == ""
            error_message = "It is ${local.all}."
          }
        }
        """;

    [Fact]
    public async Task Nothing_known_to_be_secret_is_shown()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, Terraform, $"password: {Secrets[0]}, stored: !store.get callers shared, callers: !env MY_TOKEN");
        gaia.Repository.Write("atmos.yaml", gaia.Repository.Read("atmos.yaml") + "\nstores: {callers: {type: environment}}\n");
        gaia.Repository.Write("stacks/test.yaml", gaia.Repository.Read("stacks/test.yaml") + $"\nenv: {{OF_STACK: {Secrets[1]}}}\n");
        gaia.Repository.Context = new ArchiveContext { Variables = new Dictionary<string, string> { ["SHARED"] = Secrets[2], ["MY_TOKEN"] = Secrets[3] } };
        var run = await gaia.UntilAsync(await gaia.QueueAsync(), RunStatus.AwaitingApproval);
        await gaia.UntilAsync(await gaia.ApproveAsync(run), RunStatus.Applied);
        await NowhereAsync(gaia, run);
        Assert.Contains($"plain [{SecretMask.Shown}] [{SecretMask.Shown}] [{SecretMask.Shown}]", await gaia.LogAsync(run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_of_terraform_shows_none_either()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, Terraform.Replace("echo; for", "echo $ALL >&2; exit 3; for", StringComparison.Ordinal),
            $"password: {Secrets[0]}, stored: {Secrets[2]}, callers: !env MY_TOKEN");
        gaia.Repository.Context = new ArchiveContext { Variables = new Dictionary<string, string> { ["MY_TOKEN"] = Secrets[3] } };
        gaia.Repository.Write("stacks/test.yaml", gaia.Repository.Read("stacks/test.yaml") + $"\nenv: {{UNUSED_KEY: {Secrets[1]}, STORED_SECRET: {Secrets[2]}}}\n");
        var run = await gaia.UntilAsync(await gaia.QueueAsync(autoApprove: true), RunStatus.Failed);
        Assert.Contains(SecretMask.Shown, run.Error, StringComparison.Ordinal);
        await NowhereAsync(gaia, run);
    }

    private static async Task NowhereAsync(TestGaia gaia, Run run)
    {
        var stored = new StringBuilder(await gaia.LogAsync(run));
        // Outputs of the state itself: what the code calls nonsensitive is shown there as terraform shows it.
        foreach (var table in (string[])["runs.runs", "runs.events", "runs.states", "runs.state_versions", "runs.locks", "audit.entries", "jobs.jobs"])
            stored.AppendLine(await gaia.Database.ScalarAsync<string>($"SELECT '{table} ' || coalesce(string_agg((to_jsonb(row) - 'outputs')::text, E'\\n'), '') FROM {table} AS row"));
        stored.AppendLine(await gaia.Database.ScalarAsync<string>("SELECT coalesce(string_agg(outputs::text, ' '), '') FROM runs.runs"));
        stored.AppendLine(await PlanAsync(gaia, PlanBlobs.Summary(run.Id))).AppendLine(await PlanAsync(gaia, PlanBlobs.Json(run.Id)));
        var text = stored.ToString();
        foreach (var secret in Secrets.SelectMany(SecretForms.Of).Select(form => form.Text))
            if (text.IndexOf(secret, StringComparison.Ordinal) is var at and >= 0) Assert.Fail($"{secret} is in ...{text[Math.Max(0, at - 200)..Math.Min(text.Length, at + 100)]}");
        // The provisioner's base64 comes in lines of 20.
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(Secrets[0]));
        for (var at = 0; at + 16 <= base64.Length; at++) Assert.DoesNotContain(base64.Substring(at, 16), text, StringComparison.Ordinal);
    }

    private static Task<string> PlanAsync(TestGaia gaia, string key) => File.ReadAllTextAsync(Path.Combine(gaia.DataDirectory, "blobs", key));
}
