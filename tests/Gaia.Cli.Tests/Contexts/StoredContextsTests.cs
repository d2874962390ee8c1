using System.Text.Json;
using Gaia.Cli.Contexts;
using Gaia.Contracts;

namespace Gaia.Cli.Tests.Contexts;

public sealed class StoredContextsTests
{
    [Fact]
    public void Tokens_by_address_become_contexts_named_after_their_hosts()
    {
        var saved = Read("""
            {"current": "http://localhost:8081", "tokens": {"https://gaia.example": "a", "http://localhost:8080": "b", "http://localhost:8081": "c", "http://[::1]:8080": "d"}}
            """);
        Assert.Equal(
            [("1", "http://[::1]:8080/", "d"), ("gaia.example", "https://gaia.example/", "a"), ("localhost", "http://localhost:8080/", "b"), ("localhost-2", "http://localhost:8081/", "c")],
            saved.All.Select(context => (context.Name, context.Url.AbsoluteUri, context.Token)));
        Assert.Equal("localhost-2", saved.Current);
    }

    [Theory]
    [InlineData("""{"current": null, "tokens": {}}""", null)]
    [InlineData("""{"tokens": {"https://gaia.example": "a"}}""", null)]
    [InlineData("""{"current": "https://gaia.example", "tokens": {}}""", "gaia.example")]
    public void What_was_current_stays_current(string old, string? current) => Assert.Equal(current, Read(old).Current);

    [Fact]
    public void Tokens_by_address_beside_contexts_are_kept_too()
    {
        var saved = Read("""
            {"current": "prod", "contexts": {"prod": {"url": "https://gaia.example", "token": "new"}}, "tokens": {"https://gaia.example": "old"}}
            """);
        Assert.Equal([("gaia.example", "old"), ("prod", "new")], saved.All.Select(context => (context.Name, context.Token)));
        Assert.Equal("prod", saved.Current);
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        var saved = SavedContexts.Empty
            .With(new("prod", new("https://gaia.example")) { Token = "t", Stack = "prod-eu", Role = Role.Operator, ExpiresAt = DateTimeOffset.UnixEpoch })
            .With(new("local", new("http://localhost:8080"))).Use("none");
        var again = Read(JsonSerializer.Serialize(StoredContexts.Of(saved), StoredContextsJson.Default.StoredContexts));
        Assert.Equal(saved.Current, again.Current);
        Assert.Equal(saved.All, again.All);
    }

    [Theory]
    [InlineData("{}", "it has no contexts")]
    [InlineData("""{"contexts": {"a": {}}}""", "'' is not the address of an API")]
    [InlineData("""{"tokens": {"nowhere": "a"}}""", "'nowhere' is not the address of an API")]
    public void What_is_neither_is_refused(string text, string why) => Assert.Equal(why, Assert.Throws<JsonException>(() => Read(text)).Message);

    private static SavedContexts Read(string text) => JsonSerializer.Deserialize(text, StoredContextsJson.Default.StoredContexts)!.ToSaved();
}
