using System.Buffers;
using System.Text.Json;
using Gaia.Access;
using Gaia.Api.Hosting;
using Gaia.Api.OpenApi;
using Gaia.Api.Paging;
using Gaia.Api.Security;
using Gaia.Audit;
using Gaia.Contracts;
using Role = Gaia.Access.Role;

namespace Gaia.Api.Audit;

internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder app)
    {
        var audit = app.MapGroup(Routes.Audit).WithTags("Audit").NeedsSchema().Needs(Role.Admin).ShowsActors();
        audit.MapGet("", ListAsync).Named("audit.list", "The audit log, newest first; of who reaches some stacks, what is about these");
        audit.MapGet("verify", VerifyAsync).Named("audit.verify", "Check the hash chain").NeedsAllStacks();
        audit.MapGet("export", ExportAsync)
            .Named("audit.export", "The whole log as JSON lines, oldest first")
            .Produces<AuditEntryResponse>(200, "application/jsonl").NeedsAllStacks();
    }

    private static async Task<Page<AuditEntryResponse>> ListAsync(
        [AsParameters] PageRequest page, string? subject, Caller caller, ListAudit list, CancellationToken cancellationToken)
    {
        var rows = await list.NewestAsync(page.After<long>(), page.Size, subject, caller.ReachedStacks(), cancellationToken);
        return new([.. rows.Select(From)], rows.Count < page.Size ? null : $"{rows[^1].Sequence}");
    }

    private static async Task<AuditVerificationResponse> VerifyAsync(ListAudit list, CancellationToken cancellationToken)
    {
        var chain = new AuditChain();
        await foreach (var row in list.AllAsync(cancellationToken))
            if (!chain.Add(From(row)))
                break;
        return chain.Result;
    }

    /// <summary>One row a line, oldest first; what <c>gaia audit verify</c> checks without a server.</summary>
    private static async Task ExportAsync(HttpContext http, ListAudit list, CancellationToken cancellationToken)
    {
        http.Response.ContentType = "application/jsonl; charset=utf-8";
        var body = http.Response.BodyWriter;
        await foreach (var row in list.AllAsync(cancellationToken))
        {
            using (var json = new Utf8JsonWriter(body, ApiJson.Writer)) JsonSerializer.Serialize(json, From(row), ContractsJson.Default.AuditEntryResponse);
            body.Write("\n"u8);
            if (body.UnflushedBytes > 32 << 10) await body.FlushAsync(cancellationToken);
        }
        await body.FlushAsync(cancellationToken);
    }

    private static AuditEntryResponse From(AuditRow row) =>
        new(row.Sequence, row.At, row.Actor, row.Action, row.Subject, row.Detail, row.Hash, row.PreviousHash, row.Stack);
}
