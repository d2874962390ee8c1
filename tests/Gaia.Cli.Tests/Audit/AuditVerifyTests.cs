using System.Text.Json;
using Gaia.Contracts;

namespace Gaia.Cli.Tests.Audit;

public sealed class AuditVerifyTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task A_line_that_is_no_entry_is_named()
    {
        File.WriteAllText(file, "{\"sequence\":1\n");
        var verify = await CliRun.OfAsync(["audit", "verify", file]);
        Assert.Equal(1, verify.ExitCode);
        Assert.Contains($"{file}:1 is not an audit entry", verify.Error);
    }

    [Fact]
    public async Task A_changed_entry_breaks_the_chain()
    {
        var entry = new AuditEntryResponse(1, DateTimeOffset.UnixEpoch, "ada", "runs.approve", "run:1", null, new string('1', 64), new string('0', 64));
        File.WriteAllText(file, JsonSerializer.Serialize(entry, ContractsJson.Default.AuditEntryResponse) + "\n");
        var verify = await CliRun.OfAsync(["audit", "verify", file]);
        Assert.Equal(1, verify.ExitCode);
        Assert.Contains("broken at entry 1", verify.Error);
    }

    [Fact]
    public async Task An_empty_export_holds_together() => Assert.Contains("0 entries hold together", (await CliRun.OfAsync(["audit", "verify", file])).Out);

    [Fact]
    public async Task A_file_that_is_not_there_is_named() => Assert.Equal(3, (await CliRun.OfAsync(["audit", "verify", file + ".no"])).ExitCode);
}
