namespace Gaia.Access.Tests;

public sealed class InitializeAdminTests(AccessPostgres postgres)
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Caller Root { get; } = new("token:root", Role.Admin, ["*"]);

    [Fact]
    public async Task Of_many_at_once_exactly_one_gets_the_first_token()
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);
        var init = new Operations(database).Init;

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(async i =>
        {
            try
            {
                return (await init.RunAsync($"admin{i}", onThisMachine: true, null, Stop)).Token.Name;
            }
            catch (AccessException refused)
            {
                return refused.Code;
            }
        }));

        Assert.Single(answers, answer => answer.StartsWith("admin", StringComparison.Ordinal));
        Assert.Equal(11, answers.Count(answer => answer == "access.already-initialized"));
        Assert.Equal(1L, await database.ScalarAsync<long>("SELECT count(*) FROM access.tokens", Stop));
    }

    [Fact]
    public async Task It_stays_done_when_the_first_token_is_revoked()
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);
        var operations = new Operations(database);
        var first = await operations.Init.RunAsync("admin", onThisMachine: true, null, Stop);
        await operations.Revoke.RunAsync(first.Token.Id, Root, Stop);

        var refused = await Assert.ThrowsAsync<AccessException>(() => operations.Init.RunAsync("admin", onThisMachine: true, null, Stop));

        Assert.Equal("access.already-initialized", refused.Code);
    }

    [Fact]
    public async Task Tokens_that_may_less_do_not_lock_anybody_out()
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);
        var operations = new Operations(database);
        await operations.Create.RunAsync(new("ben", Role.Approver), Root, Stop);

        var first = await operations.Init.RunAsync("admin", onThisMachine: true, null, Stop);

        Assert.Equal(Role.Admin, first.Token.Role);
    }

    [Fact]
    public async Task An_admin_token_from_elsewhere_is_the_first_one_too()
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);
        var operations = new Operations(database);
        await operations.Create.RunAsync(new("root", Role.Admin), Root, Stop);

        var refused = await Assert.ThrowsAsync<AccessException>(() => operations.Init.RunAsync("admin", onThisMachine: true, null, Stop));

        Assert.Equal("access.already-initialized", refused.Code);
    }

    [Theory]
    [InlineData(Secret, Secret, null)]
    [InlineData(Secret, "wrong", "access.init-forbidden")]
    [InlineData(Secret, null, "access.init-forbidden")]
    [InlineData(null, "", "access.init-forbidden")]
    [InlineData(null, null, "access.init-forbidden")]
    public async Task From_elsewhere_it_takes_the_bootstrap_secret(string? configured, string? sent, string? code)
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);

        var refused = await Record.ExceptionAsync(() => new Operations(database, configured).Init.RunAsync("admin", onThisMachine: false, sent, Stop));

        Assert.Equal(code, (refused as AccessException)?.Code);
    }
}
