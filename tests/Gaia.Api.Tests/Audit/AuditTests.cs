using System.Net.Http.Json;
using System.Text.Json;
using Gaia.Api.Tests.Runs;
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
    public async Task Who_is_in_charge_of_some_stacks_sees_what_was_done_in_them_and_gives_nothing_beyond()
    {
        await using var api = await GaiaApi.StartAsync(postgres, "Production");
        var run = await SeededRuns.QueueAsync(api);
        using var dev = await api.ClientAsync(Role.Admin, "d?v");
        using var qa = await api.ClientAsync(Role.Admin, "qa-*");

        var seen = (await dev.GetFromJsonAsync(Routes.Audit, ContractsJson.Default.PageAuditEntryResponse, Stop))!.Items;
        Assert.Equal([($"run:{run.Id}", "dev")], seen.Select(entry => (entry.Subject, entry.Stack)));
        Assert.Empty((await qa.GetFromJsonAsync(Routes.Audit, ContractsJson.Default.PageAuditEntryResponse, Stop))!.Items);
        foreach (var route in (string[])[Routes.AuditVerify, Routes.AuditExport]) await dev.GetAsync(route, Stop).ProblemAsync(403, "access.denied");

        Assert.Equal(run.Id.Value, Assert.Single((await dev.GetFromJsonAsync(Routes.Runs, ContractsJson.Default.PageRunResponse, Stop))!.Items).Id);
        Assert.Empty((await qa.GetFromJsonAsync(Routes.Runs, ContractsJson.Default.PageRunResponse, Stop))!.Items);

        await qa.PostAsJsonAsync(Routes.Tokens, new { name = "up", role = "admin" }, Stop).ProblemAsync(403, "access.denied");
        await qa.PostAsJsonAsync(Routes.Tokens, new { name = "up", role = "viewer", stacks = (string[])["dev"] }, Stop).ProblemAsync(403, "access.denied");
        (await qa.PostAsJsonAsync(Routes.Tokens, new { name = "own", role = "admin", stacks = (string[])["qa-1*"] }, Stop)).EnsureSuccessStatusCode();
        var tokens = (await qa.GetFromJsonAsync(Routes.Tokens, ContractsJson.Default.PageTokenResponse, Stop))!.Items;
        Assert.All(tokens, token => Assert.StartsWith("qa-", Assert.Single(token.Stacks)));
        var others = (await dev.GetFromJsonAsync(Routes.Tokens, ContractsJson.Default.PageTokenResponse, Stop))!.Items.Single();
        await qa.DeleteAsync(Routes.Token(others.Id), Stop).ProblemAsync(404, "token.not-found");
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
