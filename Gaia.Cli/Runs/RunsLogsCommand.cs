using System.CommandLine;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Cli.Runs.View;

namespace Gaia.Cli.Runs;

internal static class RunsLogsCommand
{
    public static Command Create(CliContext context)
    {
        var id = RunIds.Argument();
        var command = new Command("logs", "Everything terraform said, secrets masked") { id };
        command.SetAction((parsed, _) => Online.RunAsync(context, async client =>
        {
            var run = await RunIds.FindAsync(client, parsed.GetValue(id)!, context.Token);
            await using var log = new LogWriter(context.Terminal);
            await client.CopyRunLogAsync(run.Id, log, context.Token);
            return ExitCodes.Ok;
        }));
        return command;
    }

    /// <summary>Text as it comes, in lines without what a terminal would obey.</summary>
    private sealed class LogWriter(Terminal terminal) : MemoryStream
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await base.WriteAsync(buffer, cancellationToken);
            if (buffer.Span.Contains((byte)'\n')) Emit(whole: false);
        }

        protected override void Dispose(bool disposing)
        {
            Emit(whole: true);
            base.Dispose(disposing);
        }

        public override async ValueTask DisposeAsync()
        {
            Dispose(true);
            await base.DisposeAsync();
        }

        private void Emit(bool whole)
        {
            if (!CanRead) return;
            var bytes = GetBuffer().AsSpan(0, (int)Length);
            var end = whole ? bytes.Length : bytes.LastIndexOf((byte)'\n') + 1;
            var text = System.Text.Encoding.UTF8.GetString(bytes[..end]);
            var rest = bytes[end..].ToArray();
            foreach (var line in text.Split('\n')[..^1]) terminal.Out.WriteLine(PlainText.Of(line));
            if (whole && !text.EndsWith('\n') && text.Length > 0) terminal.Out.WriteLine(PlainText.Of(text[(text.LastIndexOf('\n') + 1)..]));
            SetLength(0);
            Write(rest);
            terminal.Out.Flush();
        }
    }
}
