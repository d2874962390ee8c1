using Gaia.Runs.Terraform;

namespace Gaia.Runs.Tests.Terraform;

public sealed class TerraformEnvironmentTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gaia-env-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_configuration_file_that_is_missing_is_not_named()
    {
        Assert.DoesNotContain("TF_CLI_CONFIG_FILE", Build(new() { ["TF_CLI_CONFIG_FILE"] = "/nowhere/rc" }).Keys);
        var file = Path.Combine(folder, "rc");
        File.WriteAllText(file, "disable_checkpoint = true");
        Assert.Equal(file, Build(new() { ["TF_CLI_CONFIG_FILE"] = file })["TF_CLI_CONFIG_FILE"]);
    }

    [Fact]
    public void The_configuration_in_the_workers_home_is_named_since_a_sandbox_has_another_home()
    {
        var file = Path.Combine(folder, ".terraformrc");
        File.WriteAllText(file, "disable_checkpoint = true");
        Assert.Equal(file, Build([])["TF_CLI_CONFIG_FILE"]);
    }

    [Fact]
    public void The_plugin_cache_is_the_runs_own_unless_the_component_has_one()
    {
        Assert.Equal(Cache, Build([])["TF_PLUGIN_CACHE_DIR"]);
        Assert.Equal(Cache, Build(new() { ["TF_PLUGIN_CACHE_DIR"] = "/theirs" })["TF_PLUGIN_CACHE_DIR"]);
        var built = TerraformEnvironment.Build(new Dictionary<string, string>(), new Dictionary<string, string> { ["TF_PLUGIN_CACHE_DIR"] = "/theirs" }, Cache, hasLockFile: false);
        Assert.Equal("/theirs", built["TF_PLUGIN_CACHE_DIR"]);
    }

    [Fact]
    public void The_component_wins_over_the_worker_but_not_over_the_workdir()
    {
        var built = TerraformEnvironment.Build(
            new Dictionary<string, string> { ["AWS_REGION"] = "us-east-1", ["TF_WORKSPACE"] = "x", ["HOME"] = folder },
            new Dictionary<string, string> { ["AWS_REGION"] = "eu-west-1", ["TF_DATA_DIR"] = "/tmp/x" }, Cache, hasLockFile: true);
        Assert.Equal("eu-west-1", built["AWS_REGION"]);
        Assert.DoesNotContain("TF_WORKSPACE", built.Keys);
        Assert.DoesNotContain("TF_DATA_DIR", built.Keys);
        Assert.DoesNotContain("TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE", built.Keys);
    }

    private string Cache => Path.Combine(folder, "plugins");

    private Dictionary<string, string> Build(Dictionary<string, string> worker)
    {
        worker.TryAdd("HOME", folder);
        return TerraformEnvironment.Build(worker, new Dictionary<string, string>(), Cache, hasLockFile: false);
    }
}
