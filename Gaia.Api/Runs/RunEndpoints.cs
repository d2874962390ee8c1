using System.Text.Json;
using Gaia.Access;
using Gaia.Api.Hosting;
using Gaia.Api.Idempotency;
using Gaia.Api.OpenApi;
using Gaia.Api.Paging;
using Gaia.Api.Security;
using Gaia.Api.States;
using Gaia.Api.Validation;
using Gaia.Contracts;
using Gaia.Runs;
using Gaia.Runs.Plans;
using Gaia.Runs.States;
using Microsoft.AspNetCore.Mvc;
using static Gaia.Api.Runs.RunMapping;
using RunStatus = Gaia.Contracts.RunStatus;
using Role = Gaia.Access.Role;

namespace Gaia.Api.Runs;

internal static class RunEndpoints
{
    public static void MapRuns(this IEndpointRouteBuilder app)
    {
        var runs = app.MapGroup(Routes.Runs).WithTags("Runs").NeedsSchema().Needs(Role.Viewer).ShowsActors();
        runs.MapPost("", QueueAsync)
            .Named("runs.queue", "Ask for a plan, and an apply of it once it is approved")
            .Produces<RunResponse>(201).Once().Needs(Role.Planner)
            .Refuses([.. ProblemCodes.OfArchive, "run.argument-not-allowed", "run.bad-variables", "run.idempotency-key-reused", "run.changed-meanwhile", "approval.self", "quota.open-runs", "quota.runs-per-day", "quota.state-bytes"])
            .Refuses("run.one-source", "configuration.archives-off", "configuration.no-repository", "configuration.bad-ref")
            .Refuses("run.ref-not-protected", "configuration.outside-root", "stack.not-found", "stack.name", "state.of-another-stack")
            .WithMetadata(new RequestSizeLimitAttribute(RunVariableValidation.LargestBody));
        runs.MapGet("", ListAsync).Named("runs.list", "Runs, newest first").Refuses("access.denied");
        runs.MapGet("{id:guid}", FindAsync)
            .Named("runs.find", "One run; with If-None-Match 304 while nothing changed")
            .Produces<RunResponse>().Produces(304).Refuses("run.not-found");
        runs.MapGet("{id:guid}/plan", PlanAsync).Named("runs.plan", "What the run's plan would do, secrets masked").Refuses("run.not-found", "run.no-plan");
        runs.MapGet("{id:guid}/plan/json", PlanJsonAsync)
            .Named("runs.plan-json", "The plan as `terraform show -json` prints it, secrets masked").Produces<JsonElement>(200, "application/json").Refuses("run.not-found", "run.no-plan");
        runs.MapGet("{id:guid}/outputs", OutputsAsync).Named("runs.outputs", "Outputs after the run's apply").Refuses("run.not-found", "run.no-outputs");
        runs.MapGet("{id:guid}/errored-state", ErroredStateAsync)
            .Named("runs.errored-state", "The state that terraform could not save and nobody could push, secrets and all").Needs(Role.Planner)
            .Produces<Stream>(200, "application/json").Refuses("run.not-found", "run.no-errored-state");
        runs.MapGet("{id:guid}/logs", RunLogs.GetAsync)
            .Named("runs.logs", "What terraform printed, as text").Produces<string>(200, "text/plain").Refuses("run.not-found");
        runs.MapGet("{id:guid}/events", RunEvents.GetAsync)
            .Named("runs.events", "Events from any position: a page, or a stream when text/event-stream is accepted")
            .Produces<Page<RunEventResponse>>(200, "application/json", "text/event-stream").Produces(204).Refuses("run.not-found", "run.unknown-event-position");
        runs.MapPost("{id:guid}/approve", ApproveAsync)
            .Named("runs.approve", "Approve exactly the plan of this digest").Once().Needs(Role.Approver)
            .Refuses("run.not-found", "run.not-awaiting-approval", "run.already-approved", "run.plan-mismatch", "run.plan-stale", "run.changed-meanwhile", "approval.self", "state.of-another-stack");
        runs.MapPost("{id:guid}/discard", DiscardAsync)
            .Named("runs.discard", "Throw the plan away").Once().Needs(Role.Operator).Refuses("run.not-found", "run.not-awaiting-approval", "run.changed-meanwhile");
        runs.MapPost("{id:guid}/cancel", CancelAsync)
            .Named("runs.cancel", "End the run; terraform saves its state first").Once().Needs(Role.Operator).Refuses("run.not-found", "run.finished", "run.changed-meanwhile");
    }

    private static async Task<IResult> QueueAsync(
        QueueRunRequest request, [FromHeader(Name = IdempotencyMiddleware.Header)] string? idempotencyKey, Caller caller, QueueRun queue,
        CancellationToken cancellationToken)
    {
        var wanted = QueueRunValidation.Checked(request, idempotencyKey);
        caller.Demand(QueueRunValidation.NeededRole(request), request.Stack);
        var run = await queue.ExecuteAsync(wanted, caller.AsActor(), new Reach(caller.Stacks), cancellationToken);
        return TypedResults.Created(Routes.Run(run.Id.Value), From(run));
    }

    private static async Task<Page<RunResponse>> ListAsync(
        [AsParameters] PageRequest page, string? stack, string? component, string? status, VisibleRuns runs,
        CancellationToken cancellationToken)
    {
        var filter = new RunFilter(stack, component, QueryWords.Read<RunStatus>("status", status) is { } wanted ? To(wanted) : null, page.Size, page.Cursor is "" ? null : page.Cursor);
        var found = await runs.ListAsync(filter, cancellationToken);
        return new([.. found.Items.Select(From)], found.Next);
    }

    private static async Task<IResult> FindAsync(Guid id, HttpContext http, VisibleRuns runs, CancellationToken cancellationToken)
    {
        var run = await runs.FindAsync(id, cancellationToken);
        return ETags.IsCurrent(http, $"\"{run.Version}-{run.LastEvent}\"") ? TypedResults.StatusCode(304) : TypedResults.Ok(From(run));
    }

    private static async Task<PlanResponse> PlanAsync(Guid id, VisibleRuns runs, FindPlan find, CancellationToken cancellationToken)
    {
        var run = await runs.FindAsync(id, cancellationToken);
        return From(run, await find.ExecuteAsync(run.Id, cancellationToken));
    }

    private static async Task<IResult> PlanJsonAsync(Guid id, VisibleRuns runs, FindPlan find, CancellationToken cancellationToken) =>
        TypedResults.Bytes(await find.JsonAsync((await runs.FindAsync(id, cancellationToken)).Id, cancellationToken), "application/json");

    private static async Task<IReadOnlyList<OutputResponse>> OutputsAsync(
        Guid id, VisibleRuns runs, FindOutputs find, CancellationToken cancellationToken) =>
        [.. (await find.ExecuteAsync((await runs.FindAsync(id, cancellationToken)).Id, cancellationToken)).Select(From)];

    private static async Task<IResult> ErroredStateAsync(Guid id, Caller caller, VisibleRuns runs, ReadErroredState read, CancellationToken cancellationToken)
    {
        var run = await runs.FindAsync(id, cancellationToken);
        caller.Demand(Role.Planner, run.Stack);
        return TypedResults.Bytes(await read.ExecuteAsync(run, StateCalls.User(caller, Role.Planner, run.Stack), cancellationToken), "application/json");
    }

    private static async Task<RunResponse> ApproveAsync(
        Guid id, ApproveRunRequest request, Caller caller, VisibleRuns runs, ApproveRun approve, CancellationToken cancellationToken)
    {
        new RequestErrors()
            .Require("planDigest", PlanDigest.TryParse(request.PlanDigest, out var digest), "must be sha256: and 64 lower-case hexadecimal digits")
            .Throw();
        var run = await runs.FindAsync(id, cancellationToken);
        return From(await approve.ExecuteAsync(run.Id, digest, caller.AsActor(), cancellationToken));
    }

    private static async Task<RunResponse> DiscardAsync(
        Guid id, DiscardRunRequest? request, Caller caller, VisibleRuns runs, DiscardRun discard, CancellationToken cancellationToken)
    {
        new RequestErrors().OptionalText("reason", request?.Reason, 1000).Throw();
        var run = await runs.FindAsync(id, cancellationToken);
        return From(await discard.ExecuteAsync(run.Id, request?.Reason, caller.AsActor(), cancellationToken));
    }

    private static async Task<RunResponse> CancelAsync(
        Guid id, CancelRunRequest? request, Caller caller, VisibleRuns runs, CancelRun cancel, CancellationToken cancellationToken)
    {
        var run = await runs.FindAsync(id, cancellationToken);
        return From(await cancel.ExecuteAsync(run.Id, request?.Force ?? false, caller.AsActor(), cancellationToken));
    }
}
