namespace Gaia.AppHost.Local;

/// <summary>Says on the console that a resource does not stay up, and what it said last: others wait for it in silence.</summary>
internal sealed class LastWords(ResourceLoggerService logs)
{
    private const string Refusal = "Error: ";
    private const int Lines = 10;

    /// <summary>It is started again.</summary>
    public Task TellAsync(IResource resource, int? exitCode, CancellationToken ct) =>
        WriteAsync(resource, $"{DoesNotStayUp(resource, exitCode)}; it is tried again and again. All that it says is in the dashboard.", ct);

    /// <summary>It is not: everything ends.</summary>
    public async Task GiveUpAsync(IResource resource, int? exitCode, CancellationToken ct)
    {
        if (exitCode != FirstStart.WrongSettings)
        {
            await WriteAsync(resource, $"{DoesNotStayUp(resource, exitCode)}.", ct);
            return;
        }
        foreach (var line in (await LinesAsync(resource, ct)).Where(line => line.StartsWith(Refusal, StringComparison.Ordinal)).Distinct())
            await Console.Error.WriteLineAsync($"Error: '{resource.Name}' cannot start: {line[Refusal.Length..]}");
    }

    private static string DoesNotStayUp(IResource resource, int? exitCode) =>
        $"'{resource.Name}' does not stay up{(exitCode is { } code ? $" (exit code {code})" : "")}";

    private async Task WriteAsync(IResource resource, string sentence, CancellationToken ct)
    {
        var last = (await LinesAsync(resource, ct)).TakeLast(Lines);
        await Console.Error.WriteLineAsync($"Error: {sentence} Its last lines:\n{string.Join('\n', last.Select(line => $"  {line}"))}");
    }

    private async Task<List<string>> LinesAsync(IResource resource, CancellationToken ct)
    {
        var lines = new List<string>();
        await foreach (var batch in logs.GetAllAsync(resource).WithCancellation(ct))
            lines.AddRange(batch.Select(line => ConsoleLines.Text(line.Content)));
        return lines;
    }
}
