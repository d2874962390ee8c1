using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Contracts;
using Gaia.Contracts.Client;

namespace Gaia.Cli.Contexts;

/// <summary>What the Gaia of a context says when it is asked.</summary>
/// <param name="Me">Null where it does not say; then <paramref name="Problem"/> says why, or it is of before that could be asked.</param>
/// <param name="Problem">Why there is no answer; null if there is one.</param>
internal sealed record ContextAnswer(string? Version, WhoamiResponse? Me, string? Problem)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5), ListTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Somebody answered, but not this token.</summary>
    public bool RefusesToken { get; init; }

    /// <summary>For people, where the role is unknown.</summary>
    public string Why => Problem ?? "it is an older Gaia, which does not tell";

    public static async Task<ContextAnswer> AskAsync(CliContext context, ActiveContext active)
    {
        using var client = Online.Connect(active, context, retries: 0, Timeout);
        return await TranslateAsync(active, async () =>
        {
            var status = await client.GetStatusAsync(context.Token);
            return new(status.Version, await MeAsync(client, context), null);
        });
    }

    /// <summary>Only whose token it is, and quickly: one of many.</summary>
    public static async Task<ContextAnswer> AskRoleAsync(CliContext context, ActiveContext active)
    {
        using var client = Online.Connect(active, context, retries: 0, ListTimeout);
        return await TranslateAsync(active, async () => new(null, await MeAsync(client, context), null), advises: false);
    }

    private static async Task<WhoamiResponse?> MeAsync(GaiaClient client, CliContext context)
    {
        try
        {
            return await client.WhoamiAsync(context.Token);
        }
        catch (GaiaApiException older) when (older.Status == 404)
        {
            return null;
        }
    }

    private static async Task<ContextAnswer> TranslateAsync(ActiveContext active, Func<Task<ContextAnswer>> ask, bool advises = true)
    {
        try
        {
            return await ask();
        }
        catch (GaiaApiException refusal)
        {
            var refusesToken = refusal.Status == 401;
            return new(null, null, refusesToken && advises ? $"{refusal.Message} {TokenAdvice.For(active, refusal.Code)}" : refusal.Message) { RefusesToken = refusesToken };
        }
        catch (GaiaUnreachableException nobody)
        {
            return new(null, null, $"nobody answers: {nobody.Reason}");
        }
    }
}
