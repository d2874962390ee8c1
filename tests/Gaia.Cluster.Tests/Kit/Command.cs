using CliWrap;
using CliWrap.Buffered;

namespace Gaia.Cluster.Tests.Kit;

/// <summary>A program of this machine, run in the checkout.</summary>
internal static class Command
{
    private static readonly TimeSpan MaxTime = TimeSpan.FromMinutes(5);

    /// <summary>Its output. Any exit code but 0 fails the test with what it said.</summary>
    public static async Task<string> RunAsync(string program, IReadOnlyCollection<string> arguments, string? input = null, IReadOnlyDictionary<string, string?>? variables = null)
    {
        var ran = await TryAsync(program, arguments, input, variables);
        Assert.True(ran.IsSuccess, $"{program} {string.Join(' ', arguments)} ended with {ran.ExitCode}:\n{ran.StandardOutput}{ran.StandardError}");
        return ran.StandardOutput;
    }

    public static async Task<BufferedCommandResult> TryAsync(string program, IReadOnlyCollection<string> arguments, string? input = null, IReadOnlyDictionary<string, string?>? variables = null)
    {
        using var limit = new CancellationTokenSource(MaxTime);
        return await Cli.Wrap(program)
            .WithArguments(arguments)
            .WithWorkingDirectory(SourceTree.Root)
            .WithEnvironmentVariables(variables ?? new Dictionary<string, string?>())
            .WithStandardInputPipe(PipeSource.FromString(input ?? ""))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(limit.Token);
    }
}
