namespace Gaia.Platform.Tests;

/// <summary>Skips a test, saying why, where the machine lacks what it needs.</summary>
internal static class Needs
{
    public static void TerraformBinary() =>
        Assert.SkipUnless(Tool.Exists("terraform"), "terraform is not on the PATH.");

    public static void Interpreter() =>
        Assert.SkipUnless(Tool.Exists("python3"), "python3 is not on the PATH.");

    /// <summary>Initialises the component; without the provider (no mirror, no registry) the test is skipped.</summary>
    public static async Task ProviderAsync(Terraform terraform, string component)
    {
        var result = await terraform.RunAsync(terraform.Component(component), "init", "-backend=false", "-no-color");
        Assert.SkipWhen(result.ExitCode != 0 && ProviderMirror.Folder is null,
            $"The provider hashicorp/aws 5.100.0 can be had neither from a mirror (GAIA_TERRAFORM_MIRROR) nor from the registry: {result.Errors.Trim()}");
        Assert.True(result.ExitCode == 0, result.Everything);
    }

    public static void StandIn() => Assert.SkipUnless(PythonProgram.HasMoto, Gaia.TestProcesses.StandIn.Missing);

    public static void LongTests() =>
        Assert.SkipUnless(Environment.GetEnvironmentVariable("GAIA_TEST_AWS") == "1",
            "Real applies of every stack take minutes: GAIA_TEST_AWS=1, or scripts/test.sh --aws.");
}
