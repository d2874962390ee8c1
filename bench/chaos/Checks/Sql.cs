namespace Gaia.Chaos.Bench.Checks;

/// <summary>What must never be, as queries: each row that one gives is a violation, in words, with its run where it has one.</summary>
internal static class Sql
{
    private const string Finished = "('planned', 'applied', 'discarded', 'canceled', 'failed', 'interrupted')";

    public static readonly (string Name, string Query)[] Invariants =
    [
        ("every run is at rest", $"SELECT id, 'it is ' || status FROM runs.runs WHERE status NOT IN {Finished} AND status <> 'awaitingApproval'"),
        ("a failure says why", "SELECT id, status || ' without a reason' FROM runs.runs WHERE status IN ('failed', 'interrupted') AND coalesce(error, '') = ''"),
        ("an interruption says what to do", "SELECT id, 'no advice' FROM runs.runs WHERE status = 'interrupted' AND coalesce(advice, '') = ''"),
        ("no failure is a fault of Gaia's", "SELECT id, error FROM runs.runs WHERE advice LIKE '%This is a fault of Gaia%'"),
        ("a plan is applied once", """
            SELECT min(id::text)::uuid, plan || ' was applied by ' || count(*) || ' runs' FROM runs.runs WHERE apply_started_at IS NOT NULL GROUP BY plan HAVING count(*) > 1
            UNION ALL
            SELECT split_part(subject, ':', 2)::uuid, 'its apply was begun ' || count(*) || ' times' FROM audit.entries WHERE action = 'runs.start-apply' GROUP BY subject HAVING count(*) > 1
            """),
        ("an apply was approved", "SELECT id, 'applied without an approval' FROM runs.runs WHERE apply_started_at IS NOT NULL AND approved_by IS NULL"),
        ("no lock is held", """
            SELECT run_id, 'it holds ' || state_identity FROM runs.locks WHERE run_id IS NOT NULL
            UNION ALL SELECT run_id, 'terraform''s lock of ' || state_id FROM runs.state_locks
            UNION ALL SELECT id, 'it waits for its state' FROM runs.runs WHERE lock_ticket IS NOT NULL
            """),
        ("no token outlives its run's hold", "SELECT run_id, 'a token' FROM runs.run_tokens"),
        ("no given value outlives its run", $"SELECT run_id, 'variables' FROM runs.run_variables JOIN runs.runs ON id = run_id WHERE status IN {Finished}"),
        ("no job is left", "SELECT (payload ->> 'run')::uuid, 'job ' || id || ' (' || kind || ') is ' || state FROM jobs.jobs WHERE state IN ('ready', 'running')"),
        ("a finished run has no job", $"SELECT id, 'job ' || job FROM runs.runs WHERE job IS NOT NULL AND status IN {Finished}"),
        ("events have no gap", """
            SELECT run_id, count(*) || ' events up to ' || max(sequence) FROM runs.events GROUP BY run_id HAVING count(*) <> max(sequence) OR min(sequence) <> 1
            UNION ALL
            SELECT head.run_id, 'the head is ' || last FROM runs.event_heads AS head WHERE last <> (SELECT count(*) FROM runs.events AS event WHERE event.run_id = head.run_id)
            """),
        ("a run ends once, applies once and is approved once", """
            SELECT run_id, data ->> 'status' || ' ' || count(*) || ' times' FROM runs.events
            WHERE type = 'status' AND data ->> 'status' IN ('planned', 'applied', 'discarded', 'canceled', 'failed', 'interrupted', 'applying', 'approved', 'awaitingApproval', 'queued', 'fetching')
            GROUP BY run_id, data ->> 'status' HAVING count(*) > 1
            """),
        ("the last status of a run's events is its own", """
            SELECT id, status || ', but its events say ' || coalesce(told, 'nothing') FROM runs.runs
            LEFT JOIN LATERAL (SELECT data ->> 'status' AS told FROM runs.events WHERE run_id = id AND type = 'status' ORDER BY sequence DESC LIMIT 1) AS last ON true
            WHERE told IS DISTINCT FROM status
            """),
        ("versions of a state are counted without a gap", """
            SELECT NULL::uuid, state.id || ' has ' || latest || ' versions, of which ' || there || ' are there'
            FROM runs.states AS state, LATERAL (SELECT count(*) AS there FROM runs.state_versions WHERE state_id = state.id) AS counted
            WHERE latest <> there OR current IS DISTINCT FROM nullif(latest, 0)
            """),
        ("a state's serial grows, and so does the fence of its writers", """
            SELECT run_id, state_id || ' version ' || version || ': serial ' || serial || ' after ' || before || ', fence ' || fence || ' after ' || fenced
            FROM (SELECT *, lag(serial) OVER every AS before, lag(fence) OVER every AS fenced, lag(lineage) OVER every AS line
                  FROM runs.state_versions WINDOW every AS (PARTITION BY state_id ORDER BY version)) AS versions
            WHERE (lineage = line AND serial <= before) OR fence < fenced
            """),
        ("who writes a state is applying", """
            SELECT run.id, 'version ' || version.version || ' was written outside of its apply' FROM runs.state_versions AS version JOIN runs.runs AS run ON run.id = version.run_id
            WHERE run.apply_started_at IS NULL OR version.created_at < run.apply_started_at OR version.created_at > run.finished_at + interval '1 second'
            """),
    ];
}
