using System.Buffers;
using System.Text;
using Gaia.Runs.Events;

namespace Gaia.Api.Runs;

internal static class RunLogs
{
    /// <summary>What terraform printed so far, as plain text, streamed.</summary>
    public static async Task GetAsync(Guid id, HttpContext http, VisibleRuns runs, ReadRunEvents events, CancellationToken cancellationToken)
    {
        var run = await runs.FindAsync(id, cancellationToken);
        http.Response.ContentType = "text/plain; charset=utf-8";
        var body = http.Response.BodyWriter;
        await foreach (var line in events.LogLinesAsync(run.Id, cancellationToken))
        {
            Encoding.UTF8.GetBytes(line, body);
            body.Write("\n"u8);
            if (body.UnflushedBytes > 32 << 10) await body.FlushAsync(cancellationToken);
        }
        await body.FlushAsync(cancellationToken);
    }
}
