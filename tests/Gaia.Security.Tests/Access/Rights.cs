namespace Gaia.Security.Tests.Access;

/// <summary>
/// The documented rights, by hand: docs/api.md, "Who may call". Runs and tokens out of reach are not there (404); a stack that is named
/// in the call is refused (403), whether there is one of that name or not.
/// </summary>
internal static class Rights
{
    private static readonly int[] Everyone = [200, 200, 200, 200, 200], Denied = [403, 403, 403, 403, 403], Missing = [404, 404, 404, 404, 404];

    private const string Digest = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    private const string Configuration = "/v1/configurations/{digest}", Run = "/v1/runs/{id:guid}", State = "/v1/states/{stack}/{component}", Backend = State + "/backend/{id}/";

    public static IReadOnlyList<Right> All { get; } =
    [
        new("GET /", Everyone, Everyone),
        new("GET /v1/status", Everyone, Everyone),
        new("GET /v1/whoami", Everyone, Everyone),
        new("GET /v1/locks", Everyone, Everyone),

        new($"PUT {Configuration}/", From(Planner, 200), From(Planner, 200)),
        new($"GET {Configuration}/", Everyone, Everyone),
        new($"HEAD {Configuration}/", Everyone, Everyone),
        new($"GET {Configuration}/stacks", Everyone, Everyone),
        new($"GET {Configuration}/components", Everyone, Denied, "stack=S"),
        new($"GET {Configuration}/components/{{component}}", Everyone, Denied, "stack=S"),
        new($"GET {Configuration}/components/{{component}}/dependents", Everyone, Denied, "stack=S"),
        new($"GET {Configuration}/components/{{component}}/provenance", Everyone, Denied, "stack=S"),
        new($"GET {Configuration}/components/{{component}}/why", Everyone, Denied, "stack=S&path=vars.greeting"),
        new($"GET {Configuration}/affected", Everyone, Denied, "stack=S&base=D"),
        new($"GET {Configuration}/graph", Everyone, Denied, "stack=S"),
        new($"GET {Configuration}/values", Everyone, Denied, "stack=S&component=hello&section=vars"),
        new($"GET {Configuration}/describe", Everyone, Everyone, "stack=S"), // what is not in reach is left out
        new($"GET {Configuration}/workflows", Everyone, Everyone),
        new($"GET {Configuration}/config", Everyone, Everyone),
        new($"GET {Configuration}/problems", Everyone, Everyone),
        new($"GET {Configuration}/stacks/{{stack}}/locals", Missing, Denied), // it has none
        new($"GET {Configuration}/stacks/{{stack}}/diff", Everyone, Denied, "other=S"),

        new("POST /v1/runs/", From(Planner, 201), Denied, Body: """{"component":"hello","stack":"S","operation":"plan","configurationDigest":"D"}"""),
        new("GET /v1/runs/", Everyone, Denied, "stack=S"),
        new($"GET {Run}", Everyone, Missing),
        new($"GET {Run}/plan", Missing, Missing), // canceled before there was one
        new($"GET {Run}/plan/json", Missing, Missing),
        new($"GET {Run}/outputs", Missing, Missing),
        new($"GET {Run}/errored-state", From(Planner, 404), From(Planner, 404)), // it left none
        new($"GET {Run}/logs", Everyone, Missing),
        new($"GET {Run}/events", Everyone, Missing),
        new($"POST {Run}/approve", From(Approver, 409), From(Approver, 404), Body: $$"""{"planDigest":"{{Digest}}"}"""),
        new($"POST {Run}/discard", From(Operator, 409), From(Operator, 404), Body: """{"reason":"r"}"""),
        new($"POST {Run}/cancel", From(Operator, 409), From(Operator, 404), Body: """{"force":false}"""),

        // Each state is locked by somebody else, so that who may change it gets as far as that.
        new("GET /v1/states/", Everyone, Denied, "stack=S"),
        new($"GET {State}", Everyone, Denied),
        new($"GET {State}/outputs", Everyone, Denied),
        new($"GET {State}/versions", Everyone, Denied),
        new($"GET {State}/versions/{{version:long}}", Everyone, Denied),
        new($"GET {State}/versions/{{version:long}}/content", From(Planner, 200), Denied),
        new($"POST {State}/rollback", From(Operator, 409), Denied, Body: """{"version":1}"""),
        new($"POST {State}/adopt", From(Operator, 409), Denied, "identity=I", Body: "STATE"),
        new($"GET {State}/owners", Everyone, Denied),
        new($"PUT {State}/owners/{{other}}", From(Operator, 200), Denied),
        new($"DELETE {State}/owners/{{other}}", From(Operator, 409), Denied), // its last one
        new($"GET {Backend}", From(Planner, 200), Denied),
        new($"POST {Backend}", From(Operator, 409), Denied, Body: "STATE"),
        new($"DELETE {Backend}", From(Operator, 409), Denied),
        new($"LOCK {Backend}", From(Planner, 423), Denied, Body: """{"ID":"other","Who":"x"}"""),
        new($"UNLOCK {Backend}", From(Planner, 409), Denied, Body: """{"ID":"other","Who":"x"}"""),

        new("POST /v1/tokens/", From(Admin, 201), Denied, Body: """{"name":"N","role":"viewer","stacks":["S"]}"""),
        new("GET /v1/tokens/", From(Admin, 200), From(Admin, 200)),
        new("DELETE /v1/tokens/{id:guid}", From(Admin, 200), From(Admin, 404)),
        new("POST /v1/admin/init", [409, 409, 409, 409, 409], [409, 409, 409, 409, 409], Body: """{"name":"again"}""") { Anonymous = 409 },
        new("GET /v1/audit/", From(Admin, 200), From(Admin, 200)),
        new("GET /v1/audit/verify", Denied, Denied), // for admins of all stacks
        new("GET /v1/audit/export", Denied, Denied),
        new("GET /v1/admin/retention/", Denied, Denied),
        new("POST /v1/admin/retention/sweep", Denied, Denied),
        new("GET /v1/admin/retention/holds/", Denied, Denied),
        new("POST /v1/admin/retention/holds/", Denied, Denied, Body: """{"stacks":"S","reason":"r"}"""),
        new("DELETE /v1/admin/retention/holds/{id:guid}", Denied, Denied),
    ];

    private const int Planner = 1, Operator = 2, Approver = 3, Admin = 4;

    private static int[] From(int role, int status) => [.. Enumerable.Range(0, 5).Select(each => each < role ? 403 : status)];
}
