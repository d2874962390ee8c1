using System.Text.Json;
using System.Text.Json.Serialization;
using Gaia.Cli.Remote;
using Gaia.Contracts;

namespace Gaia.Cli.Contexts;

/// <summary>
/// The contexts as JSON: <c>{"current":"local","contexts":{"local":{"url":"http://localhost:8080","token":"gaia_...","stack":"dev"}}}</c>.
/// Before there were contexts, tokens were kept by address: <c>{"current":"https://gaia.example","tokens":{"https://gaia.example":"gaia_..."}}</c>.
/// Each address is read as a context that has its host's name.
/// </summary>
internal sealed record StoredContexts(string? Current, Dictionary<string, StoredContext?>? Contexts, Dictionary<string, string>? Tokens)
{
    public static StoredContexts Of(SavedContexts contexts) => new(contexts.Current, contexts.All.ToDictionary(context => context.Name, StoredContext? (context) => StoredContext.Of(context)), null);

    /// <exception cref="JsonException">It is neither of the two.</exception>
    public SavedContexts ToSaved()
    {
        if (Contexts is null && Tokens is null) throw new JsonException("it has no contexts");
        var saved = SavedContexts.Empty with { Current = Current };
        foreach (var (name, context) in Contexts ?? []) saved = saved.With(context?.ToSaved(name) ?? throw new JsonException($"context '{name}' is null"));
        foreach (var (address, token) in Tokens ?? []) saved = Adopt(saved, Address(address), token);
        if (Contexts is not null || Current is null) return saved;
        // The current address had no token of its own.
        if (saved.All.All(context => ApiAddress.Text(context.Url) != ApiAddress.Text(Address(Current)))) saved = Adopt(saved, Address(Current), null);
        return saved with { Current = saved.All.First(context => ApiAddress.Text(context.Url) == ApiAddress.Text(Address(Current))).Name };
    }

    private static SavedContexts Adopt(SavedContexts saved, Uri url, string? token) =>
        saved.With(new SavedContext(saved.Unused(ContextName.Of(url)), url) { Token = Checked(token, ApiAddress.Text(url)) });

    /// <exception cref="JsonException">Names the place; never the token.</exception>
    public static string? Checked(string? token, string place) =>
        token is null || TokenText.IsValid(token) ? token : throw new JsonException($"the token of {place} has characters that no token has");

    public static Uri Address(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
        ? url : throw new JsonException($"'{text}' is not the address of an API");
}

internal sealed record StoredContext(string? Url, string? Token, string? Stack, Role? Role, DateTimeOffset? ExpiresAt)
{
    public static StoredContext Of(SavedContext context) => new(ApiAddress.Text(context.Url), context.Token, context.Stack, context.Role, context.ExpiresAt);

    public SavedContext ToSaved(string name) => new(name, StoredContexts.Address(Url)) { Token = StoredContexts.Checked(Token, $"context '{name}'"), Stack = Stack, Role = Role, ExpiresAt = ExpiresAt };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredContexts))]
internal sealed partial class StoredContextsJson : JsonSerializerContext;
