using System.Text.Json;
using Gaia.Cli.Hosting;
using Gaia.Documents.Json;

namespace Gaia.Cli.States;

/// <summary>What lies in a component's folder before it is sent: a write that was cut off leaves it empty or torn.</summary>
internal static class AdoptableState
{
    /// <exception cref="CliException">It is empty, or not JSON.</exception>
    public static void Demand(string path, byte[] content)
    {
        if (content.AsSpan().Trim(" \r\n\t"u8).IsEmpty)
            throw new CliException($"{path} is empty: there is no state in it.", ExitCodes.Failed, $"Delete it{(HasBackup(path) ? $", or if something was made already put {path}.backup in its place" : "")}.");
        try
        {
            using var json = JsonDocument.Parse(content, new() { MaxDepth = 1000 });
        }
        catch (JsonException fault)
        {
            throw NotAState(path, JsonFault.Words(fault));
        }
    }

    public static CliException NotAState(string path, string why) => new($"{path} is not a Terraform state: {why}. Nothing was adopted.", ExitCodes.Failed,
        HasBackup(path) ? $"Put {path}.backup in its place, the state before terraform's last change, and adopt that." : "Restore it from a backup.");

    private static bool HasBackup(string path) => File.Exists($"{path}.backup");
}
