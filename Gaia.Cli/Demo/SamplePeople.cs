using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Contracts;
using Gaia.Contracts.Client;

namespace Gaia.Cli.Demo;

/// <summary>
/// A client for each of the sample's people, with a token that reaches the sample's stacks only. Tokens are revoked at the
/// end; those of a seeding that was killed are revoked by the next, and expire in any case.
/// </summary>
internal sealed class SamplePeople : IAsyncDisposable
{
    private static readonly string[] Reach = [$"{SampleStory.Tenant}-*"];

    private static readonly TimeSpan RevokeLimit = TimeSpan.FromSeconds(10);

    private readonly CliContext context;
    private readonly GaiaClient admin;
    private readonly Dictionary<SamplePerson, (Guid Token, GaiaClient Client)> people = [];

    private SamplePeople(CliContext context, GaiaClient admin) => (this.context, this.admin) = (context, admin);

    public GaiaClient this[SamplePerson person] => people[person].Client;

    public static async Task<SamplePeople> ComeAsync(CliContext context, GaiaClient admin)
    {
        var here = new SamplePeople(context, admin);
        try
        {
            await foreach (var token in admin.ListTokensAsync(context.Token))
                if (IsLeftover(token)) await admin.RevokeTokenAsync(token.Id, context.Token);
            foreach (var person in SamplePerson.All)
            {
                var created = await admin.CreateTokenAsync(new(person.Name, person.Role, Reach, ExpiresInDays: 1), context.Token);
                here.people[person] = (created.Token.Id, Online.ConnectAs(context, created.Secret));
            }
            return here;
        }
        catch
        {
            await here.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Also after Ctrl+C.
        using var limit = new CancellationTokenSource(RevokeLimit, context.Time);
        foreach (var (person, (token, client)) in people)
        {
            client.Dispose();
            try
            {
                await admin.RevokeTokenAsync(token, limit.Token);
            }
            catch (Exception fault) when (fault is GaiaApiException or GaiaUnreachableException or OperationCanceledException)
            {
                context.Error.WriteLine($"The token of {person.Name} could not be revoked ({fault.Message}); it expires within a day.");
            }
        }
    }

    private static bool IsLeftover(TokenResponse token) =>
        token.RevokedAt is null && token.Stacks.SequenceEqual(Reach) && SamplePerson.All.Any(person => person.Name == token.Name);
}
