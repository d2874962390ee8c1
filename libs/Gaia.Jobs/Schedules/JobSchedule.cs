namespace Gaia.Jobs;

/// <summary>A job that recurs.</summary>
/// <param name="Name">Unique among schedules.</param>
/// <param name="Cron">Five fields, or six with seconds first; UTC.</param>
public sealed record JobSchedule(string Name, string Cron, string Kind, string Payload = "{}");
