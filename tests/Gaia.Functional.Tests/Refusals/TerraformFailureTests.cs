using Gaia.Contracts;

namespace Gaia.Functional.Tests;

public sealed class TerraformFailureTests(GaiaApp gaia)
{
    private readonly CancellationToken cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_failing_init_shows_what_terraform_said()
    {
        using var folder = AtmosFolder.Create("bad-init").WriteComponent("app", """
            module "missing" { source = "./nowhere" }
            """);
        var screen = await FailedAsync(folder, "bad-init");
        Assert.Contains("main.tf", screen.Out + screen.Error);
        Assert.Contains("nowhere", screen.Out + screen.Error);
    }

    [Fact]
    public async Task A_plan_error_names_file_and_line()
    {
        using var folder = AtmosFolder.Create("bad-plan").WriteComponent("app", """
            variable "stage" { type = string }
            variable "words" { type = list(string) }
            variable "pause" { type = number }
            resource "terraform_data" "one" {
              lifecycle {
                precondition {
                  condition     = var.stage != "dev"
                  error_message = "Not in dev."
                }
              }
            }
            """);
        var screen = await FailedAsync(folder, "bad-plan");
        Assert.Contains("Not in dev.", screen.Out + screen.Error);
        Assert.Contains("main.tf:7", screen.Out + screen.Error);
    }

    [Fact]
    public async Task A_version_of_terraform_that_does_not_fit_is_refused()
    {
        using var folder = AtmosFolder.Create("old-version").WriteComponent("app", """
            terraform { required_version = "< 1.0.0" }
            """);
        var screen = await FailedAsync(folder, "old-version");
        Assert.Contains("< 1.0.0", screen.Out + screen.Error);
    }

    private async Task<Screen> FailedAsync(AtmosFolder folder, string component)
    {
        var screen = await gaia.TerminalIn(folder).RunAsync(cancellation, "terraform", "plan", component, "-s", "dev");
        Assert.NotEqual(0, screen.ExitCode);
        Assert.Equal(RunStatus.Failed, (await gaia.NewestRunAsync(component, cancellation)).Status);
        return screen;
    }
}
