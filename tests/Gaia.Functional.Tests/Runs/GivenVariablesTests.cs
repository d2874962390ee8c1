namespace Gaia.Functional.Tests;

/// <summary>-var and -var-file on a run through the API, with real terraform.</summary>
public sealed class GivenVariablesTests(GaiaApp gaia)
{
    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_mean_there_what_they_mean_here()
    {
        using var folder = AtmosFolder.Create("given-vars");
        folder.Write("components/terraform/app/more.tfvars", "words = [\"from\", \"a-file\"]");
        folder.Write("components/terraform/app/secret.tf", """
            variable "key" {
              type      = string
              sensitive = true
              default   = "none-none-none"
            }
            resource "terraform_data" "key" { input = sha256(var.key) }
            resource "terraform_data" "said" {
              provisioner "local-exec" { command = "echo the key is s3cret-s3cret" }
            }
            """);
        var terminal = gaia.TerminalIn(folder);
        string[] given = ["-var", "words=[\"first\"]", "-var-file", "more.tfvars", "-var", "key=s3cret-s3cret"];
        var applied = (await terminal.RunAsync(cancellation, ["terraform", "apply", "given-vars", "-s", "dev", "--auto-approve", .. given])).Expect(0);
        var run = await gaia.NewestRunAsync("given-vars", cancellation);
        var shown = (await terminal.RunAsync(cancellation, "runs", "show", $"{run.Id}")).Expect(0);
        var logs = (await terminal.RunAsync(cancellation, "runs", "logs", $"{run.Id}")).Expect(0);
        Assert.Contains("words, more.tfvars, key", shown.Out);
        Assert.Contains("the key is (sensitive value)", logs.Out);
        var audit = (await terminal.RunAsync(cancellation, "audit", "list")).Expect(0);
        Assert.DoesNotContain("s3cret-s3cret", applied.Out + applied.Error + shown.Out + logs.Out.Replace("echo the key is", "", StringComparison.Ordinal) + audit.Out);

        Assert.Contains("dev-a-file", (await terminal.RunAsync(cancellation, "terraform", "output", "given-vars", "-s", "dev", "-json", "words")).Expect(0).Out);
        (await terminal.RunAsync(cancellation, ["terraform", "plan", "given-vars", "-s", "dev", "--local", "-detailed-exitcode", .. given])).Expect(0);

        var refused = (await terminal.RunAsync(cancellation, "terraform", "plan", "given-vars", "-s", "dev", "-var", "wrods=1")).Expect(1);
        Assert.Contains("does not declare a variable of that name", refused.Error);
        Assert.Contains("none.tfvars does not exist", (await terminal.RunAsync(cancellation, "terraform", "plan", "given-vars", "-s", "dev", "-var-file", "none.tfvars")).Expect(1).Error);
    }
}
