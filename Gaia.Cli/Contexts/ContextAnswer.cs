using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Contracts;
using Gaia.Contracts.Client;

namespace Gaia.Cli.Contexts;

/// <summary>What the Gaia of a context says when it is asked.</summary>
/// <param name="Role">Known only where no token is needed; the API does not say whose token it was given.</param>
/// <param name="Problem">Why there is no answer; null if there is one.</param>
internal sealed record ContextAnswer(string? Version, Role? Role, string? Problem)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public static async Task<ContextAnswer> AskAsync(CliContext context, ActiveContext active)
    {
        using var client = Online.Connect(active, context, retries: 0, Timeout);
        try
        {
            var status = await client.GetStatusAsync(context.Token);
            // Who works in Development on its own machine may do everything.
            return new(status.Version, active.Token is null && status.Environment == "Development" ? Contracts.Role.Admin : null, null);
        }
        catch (GaiaApiException refusal)
        {
            return new(null, null, refusal.Status == 401 ? $"{refusal.Message} {TokenAdvice.For(active)}" : refusal.Message);
        }
        catch (GaiaUnreachableException nobody)
        {
            return new(null, null, $"nobody answers: {nobody.Reason}");
        }
    }
}
