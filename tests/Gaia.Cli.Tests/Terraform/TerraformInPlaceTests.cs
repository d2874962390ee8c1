namespace Gaia.Cli.Tests.Terraform;

public sealed class TerraformInPlaceTests : IDisposable
{
    private readonly SampleRepository sample = new();

    [Theory]
    [InlineData("--no-color", "", "", "-no-color")]
    [InlineData("", "1", "", "-no-color")]
    [InlineData("--no-color", "", "-lock=false", "-lock=false -no-color")]
    [InlineData("", "", "-lock=false", "-lock=false")]
    public async Task No_colours_are_for_terraform_too(string option, string variable, string arguments, string passed)
    {
        sample.Environment["NO_COLOR"] = variable;
        sample.Environment["TF_CLI_ARGS"] = arguments;
        sample.Environment["SHOW_ENV"] = "TF_CLI_ARGS";
        var run = await sample.GaiaAsync(["terraform", "validate", "app", "-s", "dev", .. option.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal((0, passed), (run.ExitCode, run.Out.TrimEnd().Split('\n')[^1]));
    }

    public void Dispose() => sample.Dispose();

    [Fact]
    public async Task Plan_calls_terraform_as_atmos_does_and_leaves_the_files()
    {
        var run = await sample.GaiaAsync("terraform", "plan", "app", "-s", "dev", "--local");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["init -reconfigure", "workspace select -or-create dev",
            "plan -var-file dev-app.terraform.tfvars.json -out dev-app.planfile"], sample.Calls);
        Assert.Equal("{\n  \"name\": \"app\",\n  \"size\": 2,\n  \"stage\": \"dev\",\n  \"tags\": {\n    \"team\": \"core\"\n  }\n}\n",
            sample.Read("components/terraform/app/dev-app.terraform.tfvars.json"));
        Assert.Contains("\"local\"", sample.Read("components/terraform/app/backend.tf.json"));
    }

    [Fact]
    public async Task What_the_user_adds_is_passed_on()
    {
        await sample.GaiaAsync("terraform", "plan", "app", "-s", "dev", "--local", "-target=a", "--", "-refresh=false");
        Assert.Equal("plan -var-file dev-app.terraform.tfvars.json -out dev-app.planfile -target=a -refresh=false", sample.Calls[^1]);
    }

    [Theory]
    [InlineData("plan", 2)]
    [InlineData("init", 7)]
    [InlineData("workspace select", 3)]
    public async Task Terraforms_exit_status_passes_through(string failing, int status)
    {
        sample.Environment["FAIL_ON"] = failing;
        sample.Environment["FAIL_WITH"] = status.ToString();
        Assert.Equal(status, (await sample.GaiaAsync("terraform", "plan", "app", "-s", "dev", "--local")).ExitCode);
        Assert.StartsWith(failing, sample.Calls[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workspace_that_cannot_be_selected_is_made()
    {
        sample.Environment["FAIL_ON"] = "workspace select";
        Assert.Equal(0, (await sample.GaiaAsync("terraform", "plan", "app", "-s", "dev", "--local")).ExitCode);
        Assert.Equal("workspace new dev", sample.Calls[2]);
    }

    [Theory]
    [InlineData("APP_ENV", "yes")]
    [InlineData("TF_IN_AUTOMATION", "true")]
    [InlineData("ATMOS_BASE_PATH", "ROOT")]
    [InlineData("ATMOS_CLI_CONFIG_PATH", "ROOT")]
    public async Task Terraform_sees_the_environment_that_atmos_sets(string variable, string value)
    {
        sample.Environment["SHOW_ENV"] = variable;
        var run = await sample.GaiaAsync("terraform", "validate", "app", "-s", "dev");
        Assert.Equal(value, sample.Neutral(run.Out).Split('\n')[^2]);
    }

    [Fact]
    public async Task Words_of_the_preparation_stay_out_of_data()
    {
        sample.Environment["SHOW_ENV"] = "APP_ENV";
        Assert.Equal("yes\n", (await sample.GaiaAsync("terraform", "output", "app", "-s", "dev")).Out);
    }

    [Fact]
    public async Task Apply_removes_what_has_served()
    {
        await sample.GaiaAsync("terraform", "plan", "app", "-s", "dev", "--local");
        sample.File("components/terraform/app/dev-app.planfile", "plan");
        await sample.GaiaAsync("terraform", "apply", "app", "-s", "dev", "--from-plan");
        Assert.Equal("apply dev-app.planfile", sample.Calls[^1]);
        Assert.False(sample.Has("components/terraform/app/dev-app.planfile"));
        Assert.False(sample.Has("components/terraform/app/dev-app.terraform.tfvars.json"));
    }

    [Theory]
    [InlineData("plan app/base -s dev --local", 1, "abstract component cannot be provisioned")]
    [InlineData("apply frozen -s dev --local", 1, "locked component cannot be provisioned")]
    [InlineData("plan off -s dev --local", 0, "is disabled (metadata.enabled: false): skipped")]
    [InlineData("plan nothing -s dev --local", 1, "could not find the terraform component 'nothing'")]
    [InlineData("plan app -s deb --local", 1, "did you mean 'dev'")]
    [InlineData("plan app --local", 1, "No stack given.")]
    [InlineData("plan -s dev --local", 1, "no component given")]
    [InlineData("plan app -s dev --local --stak x", 1, "Did you mean `--stack`?")]
    [InlineData("plan app -s dev --all", 1, "can't be used with")]
    public async Task Refusals_come_before_terraform(string line, int status, string message)
    {
        var run = await sample.GaiaAsync(["terraform", .. line.Split(' ')]);
        Assert.Equal(status, run.ExitCode);
        Assert.Contains(message, run.Error);
        Assert.Empty(sample.Calls);
    }

    [Fact]
    public async Task A_component_without_folder_or_files_is_refused()
    {
        File.Delete(Path.Combine(sample.Root, "components/terraform/app/main.tf"));
        Assert.Contains("'components/terraform/app' has no .tf files", (await sample.GaiaAsync("terraform", "plan", "app", "-s", "dev", "--local")).Error);
        Directory.Delete(Path.Combine(sample.Root, "components/terraform/app"), recursive: true);
        Assert.Contains("'components/terraform/app' does not exist", (await sample.GaiaAsync("terraform", "plan", "app", "-s", "dev", "--local")).Error);
    }

    [Fact]
    public async Task A_missing_terraform_says_what_to_install()
    {
        sample.Environment["PATH"] = "/nowhere";
        var run = await sample.GaiaAsync("terraform", "plan", "app", "-s", "dev", "--local");
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("gaia: in place (--local)\nError: terraform: command not found.\n  Install terraform", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dry_run_shows_and_does_nothing()
    {
        var run = await sample.GaiaAsync("terraform", "apply", "app", "-s", "dev", "--dry-run");
        Assert.Equal("""
            Would apply app in dev (dry run)
              terraform init -reconfigure
              terraform workspace select -or-create dev
              terraform apply -var-file dev-app.terraform.tfvars.json

            """, run.Out);
        Assert.Empty(sample.Calls);
        Assert.False(sample.Has("components/terraform/app/dev-app.terraform.tfvars.json"));
    }
}
