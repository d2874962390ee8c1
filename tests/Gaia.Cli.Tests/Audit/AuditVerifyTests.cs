using System.Text.Json;
using Gaia.Contracts;

namespace Gaia.Cli.Tests.Audit;

public sealed class AuditVerifyTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();
    private readonly string heads = Path.GetTempFileName();

    public void Dispose()
    {
        File.Delete(file);
        File.Delete(heads);
    }

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

    [Theory]
    [InlineData("{\"at\":\"2026-01-02T03:04:05Z\",\"sequence\":\"first\"}", "sequence is of another kind than is expected there")]
    [InlineData("{\"at\":\"2026-01-02T03:04:05Z\",\"sequence\":0,\"hash\":\"0\"}", "a sequence from 1 on")]
    public async Task A_line_that_is_no_head_is_named(string line, string reason)
    {
        File.WriteAllText(heads, $"{Noted(1)}\n{line}\n");
        var verify = await CliRun.OfAsync(["audit", "verify", file, "--heads", heads]);
        Assert.Equal(1, verify.ExitCode);
        Assert.Contains($"{heads}:2 is not a head of the audit log", verify.Error);
        Assert.Contains(reason, verify.Error);
    }

    [Fact]
    public async Task A_log_that_ends_before_a_noted_head_was_cut_off()
    {
        File.WriteAllText(heads, Noted(7) + "\n");
        var verify = await CliRun.OfAsync(["audit", "verify", file, "--heads", heads]);
        Assert.Equal(1, verify.ExitCode);
        Assert.Contains("row 7 was noted at 2026-01-02 03:04:05Z and the log ends with row 0", verify.Error);
    }

    [Fact]
    public async Task A_file_without_a_head_proves_nothing()
    {
        var verify = await CliRun.OfAsync(["audit", "verify", file, "--heads", heads]);
        Assert.Equal((1, ""), (verify.ExitCode, verify.Out));
        Assert.Contains($"{heads} holds no head", verify.Error);
    }

    [Fact]
    public async Task Heads_that_are_not_there_are_named() =>
        Assert.Equal(3, (await CliRun.OfAsync(["audit", "verify", file, "--heads", heads + ".no"])).ExitCode);

    [Fact]
    public async Task An_empty_export_holds_together() => Assert.Contains("0 entries hold together", (await CliRun.OfAsync(["audit", "verify", file])).Out);

    [Fact]
    public async Task A_file_that_is_not_there_is_named() => Assert.Equal(3, (await CliRun.OfAsync(["audit", "verify", file + ".no"])).ExitCode);

    private static string Noted(int sequence) => $$"""{"at":"2026-01-02T03:04:05+00:00","sequence":{{sequence}},"hash":"{{new string('a', 64)}}"}""";
}
