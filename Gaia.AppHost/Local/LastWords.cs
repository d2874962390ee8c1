namespace Gaia.AppHost.Local;

/// <summary>Says on the console that a resource does not stay up, and what it said last: others wait for it in silence.</summary>
internal sealed class LastWords(ResourceLoggerService logs)
{
    private const int Lines = 10;

    public async Task TellAsync(IResource resource, int? exitCode, CancellationToken ct)
    {
        var lines = new List<string>();
        await foreach (var batch in logs.GetAllAsync(resource).WithCancellation(ct))
            lines.AddRange(batch.Select(line => ConsoleLines.Text(line.Content)));
        await Console.Error.WriteLineAsync(
            $"Error: '{resource.Name}' does not stay up{(exitCode is { } code ? $" (exit code {code})" : "")}; it is tried again and again. "
            + $"All that it says is in the dashboard. Its last lines:\n{string.Join('\n', lines.TakeLast(Lines).Select(line => $"  {line}"))}");
    }
}
