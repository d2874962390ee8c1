namespace Gaia.AppHost.Tests;

internal static class RefusalExtensions
{
    /// <returns>The error, of an AppHost that says it, starts nothing and ends with 1.</returns>
    public static async Task<string> RefusedAsync(this AppHostProcess host, CancellationToken ct)
    {
        var code = await host.ExitAsync(ct);
        Assert.True(code == 1, $"Exit code {code}:\n{host.Output}");
        Assert.DoesNotContain("   at ", host.Output);
        Assert.DoesNotContain("Unhandled exception", host.Output);
        Assert.DoesNotContain("Starting process", host.Output);
        var at = host.Output.IndexOf("Error: ", StringComparison.Ordinal);
        Assert.True(at >= 0, host.Output);
        return host.Output[at..];
    }
}
