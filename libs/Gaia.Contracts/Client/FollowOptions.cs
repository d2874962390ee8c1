namespace Gaia.Contracts.Client;

public sealed record FollowOptions
{
    /// <summary>Called when the connection is lost, with the reason; once per loss.</summary>
    public Action<string>? Lost { get; init; }

    /// <summary>Called when the connection is back after a loss.</summary>
    public Action? Resumed { get; init; }

    /// <summary>A connection silent for longer is dead; the API sends a comment every 15 s. Default 45 s.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>Between attempts: this, doubled up to <see cref="LongestDelay"/>. Default 0.25 s.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(250);

    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Then <see cref="GaiaUnreachableException"/>. Default 10 minutes without one event or connection.</summary>
    public TimeSpan GiveUp { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long to wait for the API to close the stream once the run finished. Default 2 s.</summary>
    public TimeSpan Farewell { get; init; } = TimeSpan.FromSeconds(2);
}
