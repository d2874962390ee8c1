using System.Net.Http.Json;
using System.Text.Json;
using Gaia.Contracts;

namespace Gaia.Api.Tests.Audit;

public sealed class AuditTests(ApiPostgres postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_done_is_listed_exported_and_verifies_offline()
    {
        await using var api = await GaiaApi.StartAsync(postgres);
        using var client = await api.ClientAsync();
        for (var i = 0; i < 3; i++)
            (await client.PostAsJsonAsync(Routes.Tokens, new { name = $"ci{i}", role = "viewer" }, Stop)).EnsureSuccessStatusCode();

        var page = (await client.GetFromJsonAsync($"{Routes.Audit}?limit=2", ContractsJson.Default.PageAuditEntryResponse, Stop))!;
        Assert.Equal([3, 2], page.Items.Select(entry => entry.Sequence));
        Assert.Equal("development", page.Items[0].Actor);
        page = (await client.GetFromJsonAsync($"{Routes.Audit}?limit=2&cursor={page.Next}", ContractsJson.Default.PageAuditEntryResponse, Stop))!;
        Assert.Equal([1], page.Items.Select(entry => entry.Sequence));
        Assert.Null(page.Next);

        var lines = (await client.GetStringAsync(Routes.AuditExport, Stop)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var offline = AuditChain.Verify(lines.Select(line => JsonSerializer.Deserialize(line, ContractsJson.Default.AuditEntryResponse)!));
        Assert.Equal((3, null), (offline.Checked, offline.BrokenAt));
        var online = await client.GetFromJsonAsync(Routes.AuditVerify, ContractsJson.Default.AuditVerificationResponse, Stop);
        Assert.Equal(offline, online);
    }

    [Fact]
    public async Task A_changed_row_is_found()
    {
        await using var api = await GaiaApi.StartAsync(postgres);
        using var client = await api.ClientAsync();
        (await client.PostAsJsonAsync(Routes.Tokens, new { name = "ci", role = "viewer" }, Stop)).EnsureSuccessStatusCode();
        await api.Postgres.ExecuteAsync("ALTER TABLE audit.entries DISABLE TRIGGER append_only; UPDATE audit.entries SET actor = 'nobody'", Stop);

        var found = await client.GetFromJsonAsync(Routes.AuditVerify, ContractsJson.Default.AuditVerificationResponse, Stop);

        Assert.Equal(1, found!.BrokenAt);
    }
}
