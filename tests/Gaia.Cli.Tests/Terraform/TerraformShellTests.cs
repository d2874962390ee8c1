using System.Diagnostics;
using Gaia.Cli.Processes;
using Gaia.Cli.Tests.Remote;
using Gaia.Contracts;

namespace Gaia.Cli.Tests.Terraform;

/// <summary>The backend that only Gaia can reach is there for the shell, and gone once it ends.</summary>
public sealed class TerraformShellTests : IDisposable
{
    private const string Backend = "components/terraform/app/gaia_backend_override.tf.json";

    private readonly FakeApi api = new();
    private readonly SampleRepository sample = new();

    public TerraformShellTests()
    {
        sample.Environment["GAIA_URL"] = api.Url.ToString();
        sample.Environment["SHELL"] = Path.Combine(sample.Root, ".bin/shell");
    }

    public void Dispose()
    {
        api.Dispose();
        sample.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task It_leaves_no_backend(int status)
    {
        Script("shell", $"[ -f gaia_backend_override.tf.json ] && echo seen >> $CALLS; exit {status}");
        Assert.Equal(status, (await sample.GaiaAsync("terraform", "shell", "app", "-s", "dev")).ExitCode);
        Assert.Contains("seen", sample.Calls);
        Assert.False(sample.Has(Backend));
    }

    [Fact]
    public async Task It_leaves_none_where_init_fails()
    {
        sample.Environment["FAIL_ON"] = "init";
        Script("shell", "echo seen >> $CALLS");
        Assert.Equal(1, (await sample.GaiaAsync("terraform", "shell", "app", "-s", "dev")).ExitCode);
        Assert.DoesNotContain("seen", sample.Calls);
        Assert.False(sample.Has(Backend));
    }

    [Theory]
    [InlineData(LibC.SigTerm)]
    [InlineData(LibC.SigHup)]
    public async Task A_shell_that_is_deaf_to_TERM_ends_and_leaves_none(int signal)
    {
        Script("shell", "trap '' INT TERM; trap 'exit 9' HUP; echo ready >> $CALLS; while :; do sleep 0.05; done");
        using var gaia = Start();
        await Until.TrueAsync(() => sample.Calls.Contains("ready"), "terraform is ready");
        Assert.True(sample.Has(Backend));
        Assert.Equal(0, LibC.Kill(gaia.Id, LibC.SigInt));
        Assert.Equal(0, LibC.Kill(gaia.Id, signal));
        await gaia.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Equal(9, gaia.ExitCode);
        Assert.False(sample.Has(Backend));
    }

    [Fact]
    public async Task What_a_killed_one_left_is_removed_by_the_next_command()
    {
        sample.File(Backend, "{}");
        Assert.Equal(0, (await sample.GaiaAsync("terraform", "validate", "app", "-s", "dev", "--context", "none")).ExitCode);
        Assert.False(sample.Has(Backend));
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_run_and_runs_nothing()
    {
        var run = await sample.GaiaAsync("terraform", "shell", "app", "-s", "dev", "--dry-run", "--context", "none");
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("Would open a shell for app in dev (dry run)\n  terraform init", run.Out, StringComparison.Ordinal);
        Assert.Contains($"  {sample.Root}/.bin/shell in components/terraform/app, with\n", run.Out);
        Assert.Contains("    TF_CLI_ARGS_plan=-var-file=dev-app.terraform.tfvars.json\n", run.Out);
        Assert.Empty(sample.Calls);
    }

    private void Script(string name, string text)
    {
        sample.File($".bin/{name}", $"#!/bin/bash\n{text}");
        File.SetUnixFileMode(Path.Combine(sample.Root, ".bin", name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private Process Start()
    {
        // Whoever started the tests may have had signals ignored (nohup), which a shell could not take back.
        var info = new ProcessStartInfo("env", ["--default-signal=HUP,INT,TERM", Path.Combine(AppContext.BaseDirectory, "gaia"), "terraform", "shell", "app", "-s", "dev"])
        {
            WorkingDirectory = sample.Root, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in sample.Environment) info.Environment[name] = value;
        return Process.Start(info)!;
    }
}
