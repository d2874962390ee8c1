using System.Net.Http.Json;
using Gaia.Api.Tests.Runs;
using Gaia.Contracts;

namespace Gaia.Api.Tests.Security;

public sealed class ActorTests(ApiPostgres postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_have_the_tokens_id_and_answers_its_name()
    {
        await using var api = await GaiaApi.StartAsync(postgres, "Production");
        var (first, ana) = await TokenAsync(api, "ana");
        var run = await QueueAsync(first);
        using var admin = await api.ClientAsync(Role.Admin);
        (await admin.DeleteAsync(Routes.Token(ana), Stop)).EnsureSuccessStatusCode();
        var (second, other) = await TokenAsync(api, "ana");
        var otherRun = await QueueAsync(second);

        var runs = (await admin.GetFromJsonAsync(Routes.Runs, ContractsJson.Default.PageRunResponse, Stop))!.Items;
        Assert.Equal([("token:ana", other), ("token:ana", ana)], runs.Select(each => (each.CreatedBy, each.CreatedByToken!.Value)));
        Assert.Equal($"token:{ana}", await api.Postgres.ScalarAsync<string>($"SELECT created_by FROM runs.runs WHERE id = '{run}'", Stop));
        var entry = (await admin.GetFromJsonAsync($"{Routes.Audit}?subject=run:{otherRun}", ContractsJson.Default.PageAuditEntryResponse, Stop))!.Items.Single();
        Assert.Equal(($"token:{other}", "token:ana"), (entry.Actor, entry.ActorName));
        Assert.Contains("\"by\":\"token:ana\"", await admin.GetStringAsync(Routes.RunEvents(run), Stop));
        using var stream = new HttpRequestMessage(HttpMethod.Get, Routes.RunEvents(run));
        stream.Headers.Accept.Add(new("text/event-stream"));
        (await admin.PostAsJsonAsync(Routes.CancelRun(run), new { }, Stop)).EnsureSuccessStatusCode();
        using var events = await admin.SendAsync(stream, Stop);
        Assert.Contains("\"by\":\"token:ana\"", await events.Content.ReadAsStringAsync(Stop));
        Assert.Equal(0, (await admin.GetFromJsonAsync(Routes.AuditVerify, ContractsJson.Default.AuditVerificationResponse, Stop))!.BrokenAt ?? 0);
    }

    [Fact]
    public async Task Outside_of_Development_who_asked_does_not_approve()
    {
        await using var api = await GaiaApi.StartAsync(postgres, "Production");
        var (ana, id) = await TokenAsync(api, "ana");
        using var ben = await api.ClientAsync(Role.Approver);
        var run = await SeededRuns.AwaitApprovalAsync(api, $"token:{id}");
        var approval = new { planDigest = SeededRuns.Plan.Value };

        var refused = await ana.PostAsJsonAsync(Routes.ApproveRun(run.Id.Value), approval, Stop).ProblemAsync(403, "approval.self");
        Assert.Contains("gaia runs approve", refused.Detail);
        Assert.Contains("autoApprove", (await QueueUnseenAsync(ana)).Detail);
        (await ben.PostAsJsonAsync(Routes.ApproveRun(run.Id.Value), approval, Stop)).EnsureSuccessStatusCode();
        Assert.Contains("token:Approver-", (await ben.PostAsJsonAsync(Routes.ApproveRun(run.Id.Value), approval, Stop).ProblemAsync(409, "run.already-approved")).Detail);
    }

    [Theory]
    [InlineData("Development", null, 200)]
    [InlineData("Development", "deny", 403)]
    [InlineData("Production", "allow", 200)]
    public async Task The_policy_is_a_setting(string environment, string? setting, int status)
    {
        await using var api = await GaiaApi.StartAsync(postgres, environment, setting is null ? null : new() { ["Gaia:SelfApproval"] = setting });
        var (ana, id) = await TokenAsync(api, "ana");
        var run = await SeededRuns.AwaitApprovalAsync(api, $"token:{id}");

        using var answer = await ana.PostAsJsonAsync(Routes.ApproveRun(run.Id.Value), new { planDigest = SeededRuns.Plan.Value }, Stop);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    private static async Task<(HttpClient Client, Guid Id)> TokenAsync(GaiaApi api, string name)
    {
        var created = await api.Get<Access.Tokens.CreateToken>().RunAsync(new(name, Access.Role.Approver), Access.Caller.Development, Stop);
        var client = await api.ClientAsync();
        client.DefaultRequestHeaders.Authorization = new("Bearer", created.Secret.Value);
        return (client, created.Token.Id.Value);
    }

    private static async Task<Guid> QueueAsync(HttpClient client)
    {
        var digest = await DemoConfiguration.Of($"{Guid.NewGuid()}").UploadAsync(client);
        using var answer = await client.PostAsJsonAsync(Routes.Runs, new { component = "hello", stack = "dev", operation = "plan", configurationDigest = digest }, Stop);
        return (await answer.Content.ReadFromJsonAsync(ContractsJson.Default.RunResponse, Stop))!.Id;
    }

    private static async Task<ProblemResponse> QueueUnseenAsync(HttpClient client)
    {
        var digest = await DemoConfiguration.Of($"{Guid.NewGuid()}").UploadAsync(client);
        return await client.PostAsJsonAsync(Routes.Runs, new { component = "hello", stack = "dev", operation = "apply", autoApprove = true, configurationDigest = digest }, Stop)
            .ProblemAsync(403, "approval.self");
    }
}
