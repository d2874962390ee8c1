using Gaia.Stacks.Files;

namespace Gaia.Cli.Tests.Hosting;

/// <summary>Whatever file it is that a command reads or writes: in the place of a FIFO it is refused by name, and no signal has to end a wait.</summary>
public sealed class NamedPipeTests : IDisposable
{
    private static readonly TimeSpan NoHang = TimeSpan.FromSeconds(30);

    private readonly SampleRepository sample = new();

    public void Dispose() => sample.Dispose();

    [Theory]
    [InlineData("atmos.yaml", "list stacks")]
    [InlineData("stacks/deploy/dev.yaml", "list stacks")]
    [InlineData("vendor.yaml", "vendor pull")]
    [InlineData("components/terraform/app/component.yaml", "vendor pull -c app")]
    [InlineData("schema.json", "validate stacks --schema schema.json")]
    [InlineData("components/terraform/app/dev-app.terraform.tfvars.json", "terraform generate varfile app -s dev")]
    [InlineData("components/terraform/app/dev-app.terraform.tfvars.json", "terraform plan app -s dev --local")]
    [InlineData("components/terraform/app/backend.tf.json", "terraform plan app -s dev --local")]
    [InlineData("plan.json", "terraform plan app -s dev --local --plan-json plan.json")]
    [InlineData("audit.jsonl", "audit verify audit.jsonl")]
    public async Task It_is_refused_and_never_waited_for(string file, string line)
    {
        var path = Path.Combine(sample.Root, file);
        File.Delete(path);
        await NamedPipe.MakeAsync(path);
        var run = await sample.GaiaAsync(line.Split(' ')).WaitAsync(NoHang, TestContext.Current.CancellationToken);
        Assert.Equal((1, ""), (run.ExitCode, run.Out));
        Assert.Contains(Path.GetFileName(file), run.Error);
        Assert.Contains("neither a file nor a folder but a FIFO", run.Error);
        Assert.Empty(sample.Calls);
    }

    /// <summary>A shell's &lt;(...) is /dev/fd/63.</summary>
    [Fact]
    public void Who_names_a_device_means_it()
    {
        RegularFile.DemandGiven("/dev/null");
        Assert.Contains("/dev/null is neither a file", Assert.Throws<IOException>(() => RegularFile.Demand("/dev/null")).Message);
    }
}
