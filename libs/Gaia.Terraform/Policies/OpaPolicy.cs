using System.Text.Json;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Stacks.Processes;
using Gaia.Stacks.Validation;

namespace Gaia.Terraform.Policies;

/// <summary>Rego policies of package atmos, by opa or else by conftest: every message of `errors` refuses.</summary>
internal sealed class OpaPolicy(
    string folder, IReadOnlyDictionary<string, string> environment, string scratch,
    Func<ShortCommand, CancellationToken, Task<(int Code, string Output, string Errors)>> run)
{
    public async Task<IReadOnlyList<string>> EvaluateAsync(
        ComponentPolicy policy, string file, IReadOnlyList<string> modules, MapNode component, CancellationToken cancellation)
    {
        var input = NodeJson.Write(component, indent: 0);
        if (Find("opa") is { } opa)
        {
            List<string> arguments = ["eval", "--stdin-input", "--format", "json", "--v0-compatible", "--ignore", "*_test.rego", "--data", file];
            foreach (var module in modules) arguments.AddRange(["--data", module]);
            var (code, output, error) = await RunAsync(policy, opa, [.. arguments, "data.atmos.errors"], input, cancellation);
            return code == 0 ? OfOpa(output, file, policy) : throw Failed(policy, "opa", code, error.Length > 0 ? error : output);
        }

        return Find("conftest") is { } conftest
            ? await ByConftestAsync(conftest, policy, file, modules, input, cancellation)
            : throw new TerraformRefusedException("policy.no-opa", $"{policy.Name}: neither opa nor conftest is installed on {Environment.MachineName}.",
                "Install opa (https://www.openpolicyagent.org) or conftest (https://www.conftest.dev), or set `disabled: true` on this check.");
    }

    // conftest asks for `deny`; a policy beside the given ones says that every error is one.
    private async Task<IReadOnlyList<string>> ByConftestAsync(
        string conftest, ComponentPolicy policy, string file, IReadOnlyList<string> modules, string input, CancellationToken cancellation)
    {
        var own = Directory.CreateDirectory(Path.Combine(scratch, $"gaia-policy-{Guid.NewGuid():N}"));
        try
        {
            var bridge = Path.Combine(own.FullName, "errors_are_denials.rego");
            await File.WriteAllTextAsync(bridge, "package atmos\n\ndeny[message] { message := errors[_] }\n", cancellation);
            List<string> arguments = ["test", "--rego-version", "v0", "--namespace", "atmos", "--parser", "json", "--output", "json", "--no-fail"];
            foreach (var each in (string[])[file, .. modules, bridge]) arguments.AddRange(["--policy", each]);
            var (code, output, error) = await RunAsync(policy, conftest, [.. arguments, "-"], input, cancellation);
            return code == 0 ? OfConftest(output) : throw Failed(policy, "conftest", code, error.Length > 0 ? error : output);
        }
        finally
        {
            own.Delete(recursive: true);
        }
    }

    private string? Find(string program) => ProgramPath.Find(program, environment.GetValueOrDefault("PATH") ?? "", folder);

    private async Task<(int Code, string Out, string Error)> RunAsync(
        ComponentPolicy policy, string program, IReadOnlyList<string> arguments, string input, CancellationToken cancellation)
    {
        try
        {
            return await run(
                new(program, arguments) { Environment = environment, Folder = folder, Input = input, Limit = TimeSpan.FromSeconds(policy.Timeout) }, cancellation);
        }
        catch (TimeoutException)
        {
            throw new TerraformRefusedException("policy.timeout", $"{policy.Name}: {Path.GetFileName(program)} did not end within {policy.Timeout} s.", "Make the policy cheaper, or raise its `timeout`.");
        }
    }

    // {"result": [{"expressions": [{"value": ["message", ...]}]}]}; no result: the policy has no errors rule.
    private static IReadOnlyList<string> OfOpa(string json, string file, ComponentPolicy policy)
    {
        using var document = JsonDocument.Parse(json);
        if (!document.RootElement.TryGetProperty("result", out var results) || results.GetArrayLength() == 0
            || results[0].GetProperty("expressions")[0].GetProperty("value") is not { ValueKind: JsonValueKind.Array } value)
            throw new TerraformRefusedException("policy.broken", $"{policy.Name}: invalid Rego policy in the file '{file}'.",
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

    private static TerraformRefusedException Failed(ComponentPolicy policy, string program, int code, string said) =>
        new("policy.broken", $"{policy.Name}: {program} exited {code}: {said.Trim()}", "Correct the policy.");
}
