using System.ComponentModel.DataAnnotations;
using Gaia.Access;
using Gaia.Access.Tokens;
using Gaia.Api.Security;
using Gaia.Runs;
using Gaia.Runs.Events;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Gaia.Api.Runs;

/// <summary>Section <c>Gaia:Api:Events</c>.</summary>
internal sealed class EventStreamOptions
{
    public const string Section = "Gaia:Api:Events";

    /// <summary>How often a stream in which nothing happens says that it lives. 0.1 s to 30 s; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(10);
}

/// <summary>Follows a run over server-sent events until it is finished, the caller goes, or this server does.</summary>
internal sealed class EventStreams(
    ReadRunEvents events, ShownActors actors, AuthenticateToken tokens, TimeProvider time, IHostApplicationLifetime lifetime, IOptions<EventStreamOptions> options)
{
    public async Task FollowAsync(HttpContext http, RunId run, long after)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        await new EventStream(http, options.Value.Heartbeat, actors, () => MayListenAsync(http.User.Caller(), stop.Token), stop.Token).WriteAsync(events.FollowAsync(run, after, stop.Token));
    }

    /// <summary>While the database cannot say so, nobody does; who listened comes again.</summary>
    private async Task<bool> MayListenAsync(Caller? caller, CancellationToken cancellationToken)
    {
        try
        {
            return !(caller?.ExpiresAt <= time.GetUtcNow()) && (caller?.Token is not { } token || await tokens.IsAliveAsync(token.Id, cancellationToken));
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
