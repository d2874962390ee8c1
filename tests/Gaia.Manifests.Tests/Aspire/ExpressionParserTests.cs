using CsCheck;
using Gaia.Manifests.Aspire;

namespace Gaia.Manifests.Tests.Aspire;

public sealed class ExpressionParserTests
{
    private static readonly ExpressionParser Parser = new(["api", "pg-kv", "my.cache"]);

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("{api.bindings.http.url}/x", "<api|bindings.http.url>", "/x")]
    [InlineData("{API.connectionString}", "<API|connectionString>")]
    [InlineData("{pg-kv.secrets.connectionstrings--pg}", "<pg-kv|secrets.connectionstrings--pg>")]
    [InlineData("{my.cache.bindings.tcp.host}", "<my.cache|bindings.tcp.host>")]
    [InlineData("{gone.value}", "<gone|value>")]
    [InlineData("/catalog/{**catch-all}", "/catalog/{**catch-all}")]
    [InlineData("{{ .Name }} {} {x} {", "{{ .Name }} {} {x} {")]
    [InlineData("{user.name} logged in", "{user.name} logged in")]
    [InlineData("{\"a\": {\"url\": \"{api.bindings.http.url}\"}}", "{\"a\": {\"url\": \"", "<api|bindings.http.url>", "\"}}")]
    [InlineData("{{api.value}}", "{", "<api|value>", "}")]
    [InlineData("{api.nonsense}", "<api|nonsense>")]
    [InlineData("{api.bindings", "{api.bindings")]
    [InlineData("{api..value}", "{api..value}")]
    [InlineData("{api.a b}", "{api.a b}")]
    [InlineData("")]
    public void Placeholders_are_told_from_text(string text, params string[] parts) => Assert.Equal(parts, Parser.Parse(text, default).Parts.Select(part =>
        part is PlaceholderPart placeholder ? $"<{placeholder.Resource}|{string.Join('.', placeholder.Path)}>" : ((LiteralPart)part).Text));

    [Fact]
    public void Nothing_of_a_text_is_lost() => Gen.OneOf("{", "}", "api", ".value", "{api.value}", " ", "**", "my.cache.", "connectionString").Array[0, 12].Select(string.Concat).Sample(text =>
        Assert.Equal(text, string.Concat(Parser.Parse(text, default).Parts.Select(part => part is LiteralPart literal ? literal.Text : part.ToString()))));
}
