using System.Diagnostics;

namespace Gaia.Stacks.Processes;

/// <summary>A command that answers soon and prints little: git, <c>terraform version</c>, a script. It is killed with its children at the limit.</summary>
public sealed record ShortCommand(string Program, IReadOnlyList<string> Arguments)
{
    /// <summary>Null: this process's own.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>Null: the current folder.</summary>
    public string? Folder { get; init; }

    /// <summary>What it reads. Null: nothing.</summary>
    public string? Input { get; init; }

    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(5);

    /// <returns>Exit code, standard output and standard error.</returns>
    /// <exception cref="System.ComponentModel.Win32Exception">It does not start.</exception>
    /// <exception cref="TimeoutException">It did not end within <see cref="Limit"/>.</exception>
    public async Task<(int Code, string Output, string Errors)> RunAsync(CancellationToken cancellationToken, TimeProvider? time = null)
    {
        using var process = Process.Start(StartInfo()) ?? throw new InvalidOperationException($"{Program} did not start.");
        using var limit = new CancellationTokenSource(Limit, time ?? TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(either.Token);
            var errors = process.StandardError.ReadToEndAsync(either.Token);
            await WriteAsync(process.StandardInput, either.Token);
            await process.WaitForExitAsync(either.Token);
            return (process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{Program} {string.Join(' ', Arguments)} did not end within {Limit.TotalSeconds:0} s.");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    /// <inheritdoc cref="RunAsync"/>
    public (int Code, string Output, string Errors) Run(CancellationToken cancellationToken) => RunAsync(cancellationToken).GetAwaiter().GetResult();

    private ProcessStartInfo StartInfo()
    {
        var start = new ProcessStartInfo(Program, Arguments)
        {
            WorkingDirectory = Folder ?? "", RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        if (Environment is null) return start;
        start.Environment.Clear();
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        return start;
    }

    private async Task WriteAsync(StreamWriter input, CancellationToken cancellationToken)
    {
        try
        {
            if (Input is not null) await input.WriteAsync(Input.AsMemory(), cancellationToken);
            input.Close();
        }
        catch (IOException)
        {
            // It ended without reading all: what it prints and its status say why.
        }
    }
}
