using System.Text.Json;
using Gaia.Cli.Hosting;
using Gaia.Cli.Processes;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;

namespace Gaia.Cli.Validate;

/// <summary>Rego policies of package atmos, by opa or else by conftest: every message of `errors` refuses.</summary>
internal static class OpaPolicy
{
    public static async Task<IReadOnlyList<string>> EvaluateAsync(
        CliContext context, ComponentPolicy policy, string file, IReadOnlyList<string> modules, MapNode component)
    {
        var input = NodeJson.Write(component, indent: 0);
        if (IsThere("opa", context))
        {
            List<string> arguments = ["eval", "--stdin-input", "--format", "json", "--v0-compatible", "--ignore", "*_test.rego", "--data", file];
            foreach (var module in modules) arguments.AddRange(["--data", module]);
            var (code, output, error) = await RunAsync(context, policy, "opa", [.. arguments, "data.atmos.errors"], input);
            return code == 0 ? OfOpa(output, file, policy) : throw Failed(policy, "opa", code, error.Length > 0 ? error : output);
        }

        return IsThere("conftest", context)
            ? await ByConftestAsync(context, policy, file, modules, input)
            : throw new CliException($"{policy.Name}: neither opa nor conftest is installed.", ExitCodes.Failed,
                "Install opa (https://www.openpolicyagent.org) or conftest (https://www.conftest.dev), or set `disabled: true` on this check.");
    }

    // conftest asks for `deny`; a policy beside the given ones says that every error is one.
    private static async Task<IReadOnlyList<string>> ByConftestAsync(
        CliContext context, ComponentPolicy policy, string file, IReadOnlyList<string> modules, string input)
    {
        var folder = Directory.CreateTempSubdirectory("gaia-policy-");
        try
        {
            var bridge = Path.Combine(folder.FullName, "errors_are_denials.rego");
            await File.WriteAllTextAsync(bridge, "package atmos\n\ndeny[message] { message := errors[_] }\n", context.Token);
            List<string> arguments = ["test", "--rego-version", "v0", "--namespace", "atmos", "--parser", "json", "--output", "json", "--no-fail"];
            foreach (var each in (string[])[file, .. modules, bridge]) arguments.AddRange(["--policy", each]);
            var (code, output, error) = await RunAsync(context, policy, "conftest", [.. arguments, "-"], input);
            return code == 0 ? OfConftest(output) : throw Failed(policy, "conftest", code, error.Length > 0 ? error : output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool IsThere(string program, CliContext context) =>
        Executable.TryFind(program, context.WorkingDirectory, context.Environment) is not null;

    private static Task<(int Code, string Out, string Error)> RunAsync(
        CliContext context, ComponentPolicy policy, string program, IReadOnlyList<string> arguments, string input) =>
        ProgramOutput.RunAsync(context, new ChildCommand(program, arguments, context.WorkingDirectory, context.Environment),
            TimeSpan.FromSeconds(policy.Timeout), input);

    // {"result": [{"expressions": [{"value": ["message", ...]}]}]}; no result: the policy has no errors rule.
    private static IReadOnlyList<string> OfOpa(string json, string file, ComponentPolicy policy)
    {
        using var document = JsonDocument.Parse(json);
        if (!document.RootElement.TryGetProperty("result", out var results) || results.GetArrayLength() == 0
            || results[0].GetProperty("expressions")[0].GetProperty("value") is not { ValueKind: JsonValueKind.Array } value)
            throw new CliException($"{policy.Name}: invalid Rego policy in the file '{file}'.", ExitCodes.Failed,
                "It needs `package atmos` and a rule `errors[message]`.");
        return [.. value.EnumerateArray().Select(message => message.ToString())];
    }

    // [{"filename": "-", "namespace": "atmos", "successes": 0, "failures": [{"msg": "message"}]}]
    private static IReadOnlyList<string> OfConftest(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. from result in document.RootElement.EnumerateArray()
            where result.TryGetProperty("failures", out _)
            from failure in result.GetProperty("failures").EnumerateArray()
            select failure.GetProperty("msg").ToString()];
    }

    private static CliException Failed(ComponentPolicy policy, string program, int code, string said) =>
        new($"{policy.Name}: {program} exited {code}: {said.Trim()}");
}
