using System.Text.RegularExpressions;
using Microsoft.Extensions.Hosting;

namespace Gaia.AppHost.Local;

/// <summary>`--console`: what the resources say, each line after its resource's name, to the last.</summary>
internal sealed partial class ConsoleLines(DistributedApplicationModel model, ResourceLoggerService logs) : IHostedService, IDisposable
{
    private static readonly ConsoleColor[] Colours = [ConsoleColor.Cyan, ConsoleColor.Yellow, ConsoleColor.Green, ConsoleColor.Magenta, ConsoleColor.Blue];
    private readonly bool _colour = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
    private readonly Lock _writing = new();
    private readonly CancellationTokenSource _over = new();

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex Colouring();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var resources = model.Resources.Where(resource => resource is (ProjectResource or ExecutableResource or ContainerResource) and not { Name: "aspire-dashboard" }).ToList();
        var width = resources.Max(resource => resource.Name.Length);
        foreach (var (index, resource) in resources.Index())
            _ = FollowAsync(resource, resource.Name.PadRight(width), Colours[index % Colours.Length], _over.Token);
        return Task.CompletedTask;
    }

    // Others end after this one, and say so.
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _over.Cancel();
        _over.Dispose();
    }

    /// <summary>"2026-11-27T09:14:48.0000000Z info: ..." comes from a process, bare text from the AppHost itself.</summary>
    public static string Text(string line) =>
        line.IndexOf(' ', StringComparison.Ordinal) is var space and > 19 && line[..space].EndsWith('Z') ? line[(space + 1)..] : line;

    private async Task FollowAsync(IResource resource, string label, ConsoleColor colour, CancellationToken ct)
    {
        await foreach (var batch in logs.WatchAsync(resource).WithCancellation(ct))
            foreach (var line in batch)
                Write(label, colour, _colour ? Text(line.Content) : Colouring().Replace(Text(line.Content), ""));
    }

    private void Write(string label, ConsoleColor colour, string text)
    {
        lock (_writing)
        {
            if (_colour)
                Console.ForegroundColor = colour;
            Console.Write(label);
            if (_colour)
                Console.ResetColor();
            Console.WriteLine($" | {text}");
        }
    }
}
