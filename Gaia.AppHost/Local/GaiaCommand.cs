using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Gaia.AppHost.Local;

/// <summary>The built `gaia` against this API, for what the dashboard offers: nothing there that a terminal cannot do.</summary>
internal sealed class GaiaCommand(IResourceBuilder<ProjectResource> api, LocalMachine machine)
{
    private const int LinesShown = 20;

    /// <param name="Output">Its data alone.</param>
    /// <param name="Lines">That, and its words for people.</param>
    internal sealed record Outcome(int ExitCode, string Output, IReadOnlyList<string> Lines)
    {
        public string End => string.Join('\n', Lines.TakeLast(LinesShown));
    }

    public static IReadOnlyList<string>? Program { get; } = Home.Current.Find("Gaia.Cli", "gaia");

    /// <summary>Not the caller's own login, which may be for another Gaia.</summary>
    public static IReadOnlyDictionary<string, string> Environment(LocalMachine machine) => new Dictionary<string, string>
    {
        ["GAIA_TOKEN"] = "",
        ["GAIA_APPHOST_DATA"] = machine.Data.Root,
        ["XDG_CONFIG_HOME"] = Path.Combine(machine.Data.Root, "sample"),
    };

    /// <summary>As a command of the dashboard: what it says goes to the resource's log, its end into the result.</summary>
    public async Task<ExecuteCommandResult> ShowAsync(ExecuteCommandContext context, string done, params string[] arguments)
    {
        var outcome = await RunAsync(context.Logger, arguments, context.CancellationToken);
        return outcome.ExitCode == 0
            ? CommandResults.Success(done, outcome.End, CommandResultFormat.Text)
            : CommandResults.Failure($"gaia {string.Join(' ', arguments)} ended with exit code {outcome.ExitCode}.\n{outcome.End}", outcome.End, CommandResultFormat.Text);
    }

    public async Task<Outcome> RunAsync(ILogger? log, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        using var process = Process.Start(Prepared(arguments))!;
        process.StandardInput.Close();
        var (output, lines) = (new StringBuilder(), new List<string>());
        try
        {
            await Task.WhenAll(
                ReadAsync(process.StandardOutput, line => { output.AppendLine(line); Take(line); }, ct),
                ReadAsync(process.StandardError, Take, ct));
            await process.WaitForExitAsync(ct);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        return new(process.ExitCode, output.ToString(), lines);

        void Take(string line)
        {
            lock (lines) lines.Add(line);
            log?.LogInformation("{Line}", line);
        }
    }

    private ProcessStartInfo Prepared(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Program![0], [.. Program.Skip(1), .. arguments])
        {
            WorkingDirectory = Home.Current.Checkout ?? machine.Data.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment(machine)) start.Environment[name] = value;
        start.Environment["GAIA_URL"] = api.GetEndpoint("http").Url;
        start.Environment["NO_COLOR"] = "1";
        return start;
    }

    private static async Task ReadAsync(StreamReader reader, Action<string> take, CancellationToken ct)
    {
        while (await reader.ReadLineAsync(ct) is { } line) take(line);
    }
}
