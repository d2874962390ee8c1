using System.Globalization;
using Npgsql;

namespace Gaia.Chaos.Bench.Checks;

/// <summary>What a storm was like.</summary>
internal static class Figures
{
    private static readonly (string Name, string Query)[] Lines =
    [
        ("runs", "SELECT string_agg(status || ' ' || count, ', ' ORDER BY count DESC) FROM (SELECT status, count(*) FROM runs.runs GROUP BY status) AS each"),
        ("failed", """
            SELECT string_agg(count || ' ' || reason, E'\n              ' ORDER BY count DESC)
            FROM (SELECT left(regexp_replace(split_part(error, E'\n', 1), '[0-9a-f]{8,}|[0-9]+', '#', 'g'), 150) AS reason, count(*) FROM runs.runs WHERE status = 'failed' GROUP BY 1) AS each
            """),
        ("interrupted", """
            SELECT string_agg(count || ' ' || reason, E'\n              ' ORDER BY count DESC)
            FROM (SELECT left(split_part(error, E'\n', 1), 120) AS reason, count(*) FROM runs.runs WHERE status = 'interrupted' GROUP BY 1) AS each
            """),
        ("jobs", """
            SELECT count(*) || ', of which ' || count(*) FILTER (WHERE epoch > 1) || ' were claimed again (' || coalesce(max(epoch), 0) || ' times at most), '
                || count(*) FILTER (WHERE state = 'dead') || ' are dead' FROM jobs.jobs
            """),
        ("states", "SELECT count(*) || ' with ' || coalesce(sum(latest), 0) || ' versions' FROM runs.states"),
        ("events", "SELECT count(*)::text FROM runs.events"),
        ("longest stall", """
            SELECT round(extract(epoch FROM gap), 1) || ' s without an event, run ' || run_id
            FROM (SELECT run_id, at - lag(at) OVER (PARTITION BY run_id ORDER BY sequence) AS gap, lag(type) OVER each AS type, lag(data ->> 'status') OVER each AS status
                  FROM runs.events WINDOW each AS (PARTITION BY run_id ORDER BY sequence)) AS gaps
            WHERE gap IS NOT NULL AND NOT (type = 'status' AND status IN ('awaitingApproval', 'queued')) ORDER BY gap DESC LIMIT 1
            """),
    ];

    public static async Task PrintAsync(NpgsqlDataSource database)
    {
        foreach (var (name, query) in Lines)
        {
            await using var command = database.CreateCommand(query);
            Print(name, $"{await command.ExecuteScalarAsync()}");
        }
    }

    public static void Print(string name, string words) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-13} {(words.Length == 0 ? "none" : words)}"));

    /// <summary>What happened to a run, for whoever looks into a violation.</summary>
    public static async Task TimelineAsync(NpgsqlDataSource database, Guid run)
    {
        await using var command = database.CreateCommand(
            """
            SELECT to_char(at, 'HH24:MI:SS.MS') || ' ' || line FROM (
                SELECT created_at AS at, 'run ' || id || ' ' || operation || ' in ' || stack || ', ' || coalesce(message, '') || ': ' || status || coalesce(', ' || error, '') || coalesce(', ' || advice, '') AS line FROM runs.runs WHERE id = $1
                UNION ALL SELECT at, '  event ' || sequence || ' ' || type || ' ' || left(data::text, 160) FROM runs.events WHERE run_id = $1
                UNION ALL SELECT at, '  audit ' || sequence || ' ' || action || ' by ' || actor || ': ' || coalesce(detail, '') FROM audit.entries WHERE subject = 'run:' || $1::text
                UNION ALL SELECT created_at, '  state version ' || version || ' serial ' || serial || ' fence ' || fence || ' ' || origin FROM runs.state_versions WHERE run_id = $1
                UNION ALL SELECT enqueued_at, '  job ' || id || ' ' || kind || ' ' || state || ' epoch ' || epoch || ' attempt ' || attempt || coalesce(', ' || left(error, 200), '') FROM jobs.jobs WHERE payload::text LIKE '%' || $1::text || '%'
            ) AS lines ORDER BY at, line
            """);
        command.Parameters.Add(new() { Value = run });
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync()) Console.WriteLine($"    {row.GetString(0)}");
    }
}
