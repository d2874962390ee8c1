using System.Text.Json;
using Gaia.Cli.Hosting;
using Gaia.Cli.Processes;
using Gaia.Stacks.Nodes;
using Gaia.Stacks.Writing;

namespace Gaia.Cli.Validate;

/// <summary>Rego policies of package atmos, by the opa program: every message of `errors` refuses.</summary>
internal static class OpaPolicy
{
    public static async Task<IReadOnlyList<string>> EvaluateAsync(
        CliContext context, ComponentPolicy policy, string file, IReadOnlyList<string> modules, MapNode component)
    {
        if (Executable.TryFind("opa", context.WorkingDirectory, context.Environment) is null)
            throw new CliException($"{policy.Name}: the opa program is not installed.", ExitCodes.Failed,
                "Install opa (https://www.openpolicyagent.org), or set `disabled: true` on this check.");
        List<string> arguments = ["eval", "--stdin-input", "--format", "json", "--v0-compatible", "--data", file];
        foreach (var module in modules) arguments.AddRange(["--data", module]);
        arguments.Add("data.atmos.errors");
        var (code, output, error) = await ProgramOutput.RunAsync(context,
            new ChildCommand("opa", arguments, context.WorkingDirectory, context.Environment),
            TimeSpan.FromSeconds(policy.Timeout), NodeJson.Write(component, indent: 0));
        return code == 0 ? Messages(output) : throw new CliException($"{policy.Name}: opa exited {code}: {(error.Length > 0 ? error : output).Trim()}");
    }

    // {"result": [{"expressions": [{"value": ["message", ...]}]}]}; no result: the policy has no errors rule.
    private static IReadOnlyList<string> Messages(string json)
    {
        using var document = JsonDocument.Parse(json);
        if (!document.RootElement.TryGetProperty("result", out var results)) return [];
        return [.. from result in results.EnumerateArray()
            from expression in result.GetProperty("expressions").EnumerateArray()
            let value = expression.GetProperty("value")
            where value.ValueKind == JsonValueKind.Array
            from message in value.EnumerateArray()
            select message.ToString()];
    }
}
