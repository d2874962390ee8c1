using System.Text.Json.Serialization;
using Gaia.Cli.Remote;
using Gaia.Contracts;

namespace Gaia.Cli.Contexts;

/// <summary>What `gaia context list --format json` prints; docs/cli.md lists the same. Never the token itself.</summary>
/// <param name="Role">As the API says; where it does not, Problem says why.</param>
internal sealed record ContextReport(string Name, string Url, bool Current, string? Stack, Role? Role, bool HasToken, DateTimeOffset? ExpiresAt, string? Problem)
{
    public static ContextReport Of(SavedContext context, SavedContexts contexts, ContextAnswer answer) => new(
        context.Name, ApiAddress.Text(context.Url), context.Name == contexts.Current, context.Stack, answer.Me?.Role, context.Token is not null,
        answer.Me is { } me ? me.ExpiresAt : context.ExpiresAt, answer.Me is null ? answer.Why : null);
}

/// <summary>What `gaia context show --format json` prints.</summary>
/// <param name="Name">"none" where there is no context; null of one without a name.</param>
/// <param name="Source">What chose it: option (also where it was asked for by name), variable, url, current, served, nothing.</param>
/// <param name="Answers">Whether a Gaia answers there; Problem says why not. Null where there is no context.</param>
internal sealed record ShownContext(
    string? Name, ContextSource Source, string? Url, bool Current, string? Stack, Role? Role, bool HasToken, DateTimeOffset? ExpiresAt, bool? Answers, string? Version, string? Problem);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<ContextReport>))]
[JsonSerializable(typeof(ShownContext))]
internal sealed partial class ContextJson : JsonSerializerContext;
