using Gaia.Access.Tokens;
using Gaia.Audit;
using Gaia.TestPostgres;
using Microsoft.Extensions.Time.Testing;

namespace Gaia.Access.Tests;

public sealed class TokenTests(AccessPostgres postgres)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Caller Root { get; } = new("token:root", Role.Admin, ["*"]);

    [Fact]
    public async Task A_created_token_authenticates_and_only_its_hash_is_kept()
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);
        var tokens = new Operations(database);

        var created = await tokens.Create.RunAsync(new("ci", Role.Planner, ["dev-*"], 30), Root, Stop);

        Assert.StartsWith("gaia_", created.Secret.Value);
        Assert.Equal(48, created.Secret.Value.Length);
        Assert.Equal("gaia_***", $"{created.Secret}");
        var caller = (await tokens.Authenticate.RunAsync(created.Secret, Stop)).Caller;
        Assert.Equal(($"token:{created.Token.Id}", "token:ci", Role.Planner), (caller!.Actor, caller.Shown, caller.Role));
        Assert.Equal(["dev-*"], caller.Stacks);
        var row = await database.ScalarAsync<string>("SELECT t::text FROM access.tokens t", Stop);
        Assert.DoesNotContain(created.Secret.Value[5..], row);
        Assert.Equal(1L, await database.ScalarAsync<long>("SELECT count(*) FROM audit.entries WHERE action = 'tokens.create' AND actor = 'token:root'", Stop));
    }

    [Fact]
    public async Task A_token_ends_when_it_expires()
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);
        var tokens = new Operations(database);
        var created = await tokens.Create.RunAsync(new("ci", Role.Viewer, ExpiresInDays: 1), Root, Stop);

        tokens.Time.Advance(TimeSpan.FromHours(23));
        Assert.NotNull((await tokens.Authenticate.RunAsync(created.Secret, Stop)).Caller);
        tokens.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(new CheckedToken(null, created.Token.ExpiresAt), await tokens.Authenticate.RunAsync(created.Secret, Stop));
    }

    [Fact]
    public async Task A_token_ends_when_it_is_revoked_and_that_is_written_down_once()
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);
        var tokens = new Operations(database);
        var created = await tokens.Create.RunAsync(new("ci", Role.Viewer), Root, Stop);

        await tokens.Revoke.RunAsync(created.Token.Id, Root, Stop);
        var again = await tokens.Revoke.RunAsync(created.Token.Id, Root, Stop);

        Assert.NotNull(again.RevokedAt);
        Assert.Equal(new CheckedToken(null, null), await tokens.Authenticate.RunAsync(created.Secret, Stop));
        Assert.Equal(1L, await database.ScalarAsync<long>("SELECT count(*) FROM audit.entries WHERE action = 'tokens.revoke'", Stop));
    }

    [Theory]
    [InlineData("dev-*", true)]
    [InlineData("dev-us-*", true)]
    [InlineData("dev-?", true)]
    [InlineData("*", false)]
    [InlineData("dev*", false)]
    [InlineData("prod-1", false)]
    [InlineData(null, false)]
    public async Task Nobody_gives_what_they_do_not_have(string? stacks, bool allowed)
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);
        var tokens = new Operations(database);
        var admin = new Caller("token:dev-admin", Role.Admin, ["dev-*"]);
        TokenRequest wanted = new("ci", Role.Admin, stacks is null ? null : [stacks]);
        if (!allowed) Assert.Equal("access.denied", (await Assert.ThrowsAsync<AccessException>(() => tokens.Create.RunAsync(wanted, admin, Stop))).Code);

        var created = await tokens.Create.RunAsync(wanted, allowed ? admin : Root, Stop);

        Assert.Equal(allowed, (await tokens.List.RunAsync(null, 1, admin, Stop)).Count == 1);
        if (allowed) await tokens.Revoke.RunAsync(created.Token.Id, admin, Stop);
        else Assert.Equal("token.not-found", (await Assert.ThrowsAsync<AccessException>(() => tokens.Revoke.RunAsync(created.Token.Id, admin, Stop))).Code);
        Assert.Equal(!allowed, (await tokens.Authenticate.RunAsync(created.Secret, Stop)).Caller is not null);
    }

    [Fact]
    public async Task A_lower_role_gives_no_higher_one()
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);
        var denied = await Assert.ThrowsAsync<AccessException>(() => new Operations(database).Create.RunAsync(new("up", Role.Admin), new("token:op", Role.Operator, ["*"]), Stop));
        Assert.Equal("access.denied", denied.Code);
    }

    [Theory]
    [InlineData(30, 31, null)]
    [InlineData(30, 30, 30)]
    [InlineData(30, 7, 7)]
    [InlineData(30, null, 30)]
    [InlineData(null, 366, 366)]
    [InlineData(null, null, null)]
    public async Task A_token_does_not_outlive_the_one_that_made_it(int? parents, int? wanted, int? given)
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);
        var tokens = new Operations(database);
        var parent = (await tokens.Create.RunAsync(new("parent", Role.Admin, ExpiresInDays: parents), Root, Stop)).Token;
        var request = new TokenRequest("child", Role.Viewer, ExpiresInDays: wanted);
        if (wanted > parents)
        {
            Assert.Equal("access.denied", (await Assert.ThrowsAsync<AccessException>(() => tokens.Create.RunAsync(request, parent.Caller(), Stop))).Code);
            return;
        }

        var child = (await tokens.Create.RunAsync(request, parent.Caller(), Stop)).Token;

        Assert.Equal(given is { } days ? tokens.Time.GetUtcNow().AddDays(days) : null, child.ExpiresAt);
    }

    [Fact]
    public async Task A_token_ends_with_the_one_that_made_it_and_makes_none_afterwards()
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);
        var tokens = new Operations(database);
        var parent = (await tokens.Create.RunAsync(new("parent", Role.Admin), Root, Stop)).Token;
        var child = await tokens.Create.RunAsync(new("child", Role.Admin), parent.Caller(), Stop);
        var grandchild = await tokens.Create.RunAsync(new("grandchild", Role.Viewer), child.Token.Caller(), Stop);
        var other = await tokens.Create.RunAsync(new("other", Role.Viewer), Root, Stop);

        await tokens.Revoke.RunAsync(parent.Id, Root, Stop);

        foreach (var ended in (CreatedToken[])[child, grandchild]) Assert.Null((await tokens.Authenticate.RunAsync(ended.Secret, Stop)).Caller);
        Assert.NotNull((await tokens.Authenticate.RunAsync(other.Secret, Stop)).Caller);
        Assert.Equal(3L, await database.ScalarAsync<long>("SELECT count(*) FROM audit.entries WHERE action = 'tokens.revoke'", Stop));
        var late = await Assert.ThrowsAsync<AccessException>(() => tokens.Create.RunAsync(new("late", Role.Viewer), child.Token.Caller(), Stop));
        Assert.Equal("access.denied", late.Code);
    }

    [Fact]
    public async Task Two_tokens_of_one_name_are_two_actors_and_both_are_shown_by_it()
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);
        var tokens = new Operations(database);
        var first = (await tokens.Create.RunAsync(new("ci", Role.Viewer), Root, Stop)).Token;
        await tokens.Revoke.RunAsync(first.Id, Root, Stop);
        var second = (await tokens.Create.RunAsync(new("ci", Role.Viewer), Root, Stop)).Token;

        Assert.NotEqual(first.Caller().Actor, second.Caller().Actor);
        var names = new TokenNames(new(database.DataSource));
        var unknown = $"token:{Guid.Empty}";
        Assert.Equal(
            $"run 1 (apply by token:ci), token:ci, {unknown}, token:ana",
            await names.InAsync($"run 1 (apply by {first.Caller().Actor}), {second.Caller().Actor}, {unknown}, token:ana", Stop));
    }

    [Fact]
    public async Task An_unknown_secret_is_nobody()
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);

        Assert.Equal(new CheckedToken(null, null), await new Operations(database).Authenticate.RunAsync(TokenSecret.New(), Stop));
    }

    [Fact]
    public async Task Last_use_is_kept_by_the_minute()
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);
        var tokens = new Operations(database);
        var created = await tokens.Create.RunAsync(new("ci", Role.Viewer), Root, Stop);
        var start = tokens.Time.GetUtcNow();

        await tokens.Authenticate.RunAsync(created.Secret, Stop);
        tokens.Time.Advance(TimeSpan.FromSeconds(30));
        await tokens.Authenticate.RunAsync(created.Secret, Stop);
        Assert.Equal(start, (await tokens.List.RunAsync(null, 9, Root, Stop)).Single().LastUsedAt);
        tokens.Time.Advance(TimeSpan.FromSeconds(31));
        await tokens.Authenticate.RunAsync(created.Secret, Stop);
        Assert.Equal(start.AddSeconds(61), (await tokens.List.RunAsync(null, 9, Root, Stop)).Single().LastUsedAt);
    }

    [Fact]
    public async Task Two_living_tokens_never_share_a_name()
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);
        var tokens = new Operations(database);
        var first = await tokens.Create.RunAsync(new("ci", Role.Viewer), Root, Stop);

        var taken = await Assert.ThrowsAsync<AccessException>(() => tokens.Create.RunAsync(new("ci", Role.Admin), Root, Stop));
        await tokens.Revoke.RunAsync(first.Token.Id, Root, Stop);
        await tokens.Create.RunAsync(new("ci", Role.Admin), Root, Stop);

        Assert.Equal(("token.name-taken", AccessRefusal.Conflict), (taken.Code, taken.Kind));
    }

    [Theory]
    [InlineData("", null, null, "name")]
    [InlineData("two words", null, null, "name")]
    [InlineData("019ab3f2-1c2d-7000-8000-0123456789ab", null, null, "name")]
    [InlineData("ci", 0, null, "expiresInDays")]
    [InlineData("ci", 367, null, "expiresInDays")]
    [InlineData("ci", 1, "dev;", "stacks")]
    public async Task A_request_that_does_not_validate_names_the_field(string name, int? days, string? glob, string field)
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);
        var request = new TokenRequest(name, Role.Viewer, glob is null ? null : [glob], days);

        var invalid = await Assert.ThrowsAsync<AccessException>(() => new Operations(database).Create.RunAsync(request, Root, Stop));

        Assert.Equal((AccessRefusal.Invalid, field), (invalid.Kind, invalid.Field));
    }

    [Fact]
    public async Task Revoking_what_is_not_there_says_so()
    {
        await using var database = await postgres.CreateDatabaseAsync(Stop);

        var missing = await Assert.ThrowsAsync<AccessException>(() => new Operations(database).Revoke.RunAsync(TokenId.New(), Root, Stop));

        Assert.Equal("token.not-found", missing.Code);
    }
}

/// <summary>The operations as a test holds them, with a clock that it moves.</summary>
internal sealed class Operations
{
    public Operations(TestDatabase database, string? bootstrapSecret = null)
    {
        var store = new TokenStore(database.DataSource);
        var audit = new AuditLog(Time);
        var options = Microsoft.Extensions.Options.Options.Create(new AccessOptions { BootstrapSecret = bootstrapSecret });
        (Create, Revoke, List) = (new(store, audit, Time), new(store, audit, Time), new(store));
        (Authenticate, Init) = (new(store, Time), new(store, audit, Time, options));
    }

    public FakeTimeProvider Time { get; } = new(new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));

    public CreateToken Create { get; }

    public RevokeToken Revoke { get; }

    public ListTokens List { get; }

    public AuthenticateToken Authenticate { get; }

    public InitializeAdmin Init { get; }
}
