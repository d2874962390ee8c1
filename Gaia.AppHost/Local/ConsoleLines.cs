using System.Text.RegularExpressions;
using Microsoft.Extensions.Hosting;

namespace Gaia.AppHost.Local;

/// <summary>`--console`: what the resources say, each line after its resource's name.</summary>
internal sealed partial class ConsoleLines(DistributedApplicationModel model, ResourceLoggerService logs) : BackgroundService
{
    private static readonly ConsoleColor[] Colours = [ConsoleColor.Cyan, ConsoleColor.Yellow, ConsoleColor.Green, ConsoleColor.Magenta, ConsoleColor.Blue];
    private readonly bool _colour = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
    private readonly Lock _writing = new();

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex Colouring();

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var resources = model.Resources.Where(resource => resource is (ProjectResource or ExecutableResource or ContainerResource) and not { Name: "aspire-dashboard" }).ToList();
        var width = resources.Max(resource => resource.Name.Length);
        return Task.WhenAll(resources.Select((resource, index) => FollowAsync(resource, resource.Name.PadRight(width), Colours[index % Colours.Length], stoppingToken)));
    }

    private async Task FollowAsync(IResource resource, string label, ConsoleColor colour, CancellationToken ct)
    {
        await foreach (var batch in logs.WatchAsync(resource).WithCancellation(ct))
            foreach (var line in batch)
                Write(label, colour, _colour ? Text(line.Content) : Colouring().Replace(Text(line.Content), ""));
    }

    // "2026-11-27T09:14:48.0000000Z info: ..." comes from a process, bare text from the AppHost itself.
    private static string Text(string line) =>
        line.IndexOf(' ', StringComparison.Ordinal) is var space and > 19 && line[..space].EndsWith('Z') ? line[(space + 1)..] : line;

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
