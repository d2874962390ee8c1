namespace Gaia.Api.OpenApi;

/// <summary>Every code that a problem document may have, with its status; a test holds the sources and all answers to it.</summary>
internal static class ProblemCodes
{
    /// <summary>What the caller's own configuration may be refused with, wherever it is opened.</summary>
    public static IReadOnlyList<string> OfArchive { get; } =
    [
        "configuration.not-found", "configuration.damaged", "configuration.unsafe-path", "configuration.link", "configuration.unsupported-entry",
        "configuration.duplicate-name", "configuration.too-many-files", "configuration.too-large", "configuration.compression-bomb",
        "configuration.invalid-archive",
    ];

    private static readonly Dictionary<int, string[]> ByStatus = new()
    {
        [400] =
        [
            "request.malformed-json", "request.invalid", "page.bad-limit", "page.bad-cursor", "run.unknown-event-position", "run.argument-not-allowed",
            "run.one-source", "configuration.bad-digest", "configuration.digest-mismatch", "configuration.no-repository", "configuration.archives-off",
            "token.invalid", "retention.invalid", "idempotency.bad-key", "state.bad-id", "state.wrong-identity", "state.digest", "state.bad-lock",
        ],
        [401] = ["access.unauthenticated", "access.token-expired"],
        [403] =
        [
            "access.denied", "access.init-forbidden", "approval.self", "run.ref-not-protected", "state.not-of-this-run", "state.run-may-not-write",
            "state.of-another-stack",
        ],
        [404] =
        [
            "route.not-found", "run.not-found", "run.no-plan", "run.no-outputs", "run.no-errored-state", "configuration.not-found", "state.not-found", "state.not-shared",
            "state.version-not-found", "token.not-found", "retention.hold-not-found",
        ],
        [405] = ["route.method-not-allowed"],
        [409] =
        [
            "run.not-awaiting-approval", "run.already-approved", "run.plan-mismatch", "run.plan-stale", "run.finished", "run.changed-meanwhile",
            "run.wrong-transition", "run.idempotency-key-reused", "idempotency.key-reused",
            "idempotency.in-progress", "idempotency.shown-once", "token.name-taken", "access.already-initialized", "state.locked", "state.lineage",
            "state.serial", "state.exists", "state.last-owner", "state.elsewhere", "state.ambiguous", "state.run-over", "quota.open-runs", "quota.runs-per-day", "quota.state-bytes",
        ],
        [413] = ["configuration.too-large", "state.too-large", "request.too-large"],
        [415] = ["request.media-type"],
        [422] =
        [
            "run.bad-variables", "state.not-a-state", "configuration.bad-ref", "configuration.unsafe-path",
            "configuration.link", "configuration.damaged", "configuration.unsupported-entry", "configuration.duplicate-name",
            "configuration.too-many-files", "configuration.invalid-archive", "configuration.compression-bomb", "configuration.outside-root",
        ],
        [429] = ["request.too-many"],
        [500] = ["state.unreadable", "internal"],
        [503] = ["database.unavailable", "blobs.unavailable", "blobs.forbidden", "blobs.no-bucket", "keys.unavailable"],
        [504] = ["request.timeout"],
        [507] = ["storage.full"],
    };

    private static readonly Dictionary<string, int> Statuses = ByStatus.SelectMany(status => status.Value.Select(code => (code, status.Key)))
        .Concat(EngineCodes.NotFound.Select(code => (code, 404))).Concat(EngineCodes.Unprocessable.Select(code => (code, 422)))
        .ToDictionary(pair => pair.code, pair => pair.Item2, StringComparer.Ordinal);

    public static int StatusOf(string code) => Statuses[code];
}
