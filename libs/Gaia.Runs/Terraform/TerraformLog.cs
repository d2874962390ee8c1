using System.Text.Json;
using Gaia.Documents.Writing;
using Gaia.Runs.Events;
using Gaia.Runs.Masking;
using Gaia.Runs.Plans;
using Gaia.Runs.States;
using Gaia.Terraform.Variables;

namespace Gaia.Runs.Terraform;

/// <summary>
/// Makes events of terraform's machine-readable output, one JSON object a line, such as
/// <c>{"@level":"info","@message":"terraform_data.a: Creation complete after 0s [id=08dc]","hook":{"resource":{"addr":
/// "terraform_data.a","resource_type":"terraform_data",...},"action":"create","id_key":"id","id_value":"08dc",
/// "elapsed_seconds":0},"type":"apply_complete"}</c>. Lines that are not JSON (workspace, backend messages, panics) become
/// log lines. Secrets are masked on the way.
/// </summary>
internal static class TerraformLog
{
    public static IEnumerable<NewEvent> Read(string line, DateTimeOffset at, SecretMask mask)
    {
        if (Parse(line) is not { } json) return Plain("stdout", line, at, mask);
        using (json)
        {
            try
            {
                return [.. Of(json.RootElement, at, mask)];
            }
            catch (Exception foreign) when (foreign is InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
            {
                return Plain("stdout", line, at, mask); // what the run executes writes here, too: no line of it may end an apply
            }
        }
    }

    /// <summary>A line of another stream, colour codes and box drawing removed.</summary>
    public static IEnumerable<NewEvent> Plain(string stream, string line, DateTimeOffset at, SecretMask mask)
    {
        var text = TerminalCodes.Without(line).TrimEnd().TrimStart('╷', '│', '╵');
        return text.Trim().Length == 0 ? [] : [NewEvent.Log(at, stream, mask.ApplyToLines(text))];
    }

    /// <summary>The error of the run, where the line reports one: summary and place.</summary>
    public static string? Error(NewEvent happened)
    {
        if (happened.Type != "diagnostic") return null;
        var diagnostic = JsonSerializer.Deserialize(happened.Data, RunsJson.Default.DiagnosticReported)!;
        if (diagnostic.Severity != "error") return null;
        var place = diagnostic.File is null ? "" : $"{diagnostic.File}:{diagnostic.Line}: ";
        return $"{place}{diagnostic.Summary}{(diagnostic.Detail is { Length: > 0 } detail ? $": {detail}" : "")}";
    }

    private static IEnumerable<NewEvent> Of(JsonElement message, DateTimeOffset at, SecretMask mask) => Text(message, "type") switch
    {
        "planned_change" => [Planned(message.GetProperty("change"), at, mask)],
        // The stream names drifted resources without what drifted; the plan file has both and is filtered for noise.
        "resource_drift" or "version" => [],
        "refresh_start" => Hook(message, at, mask, "refreshing"),
        "refresh_complete" => Hook(message, at, mask, "refreshed"),
        "apply_start" => Hook(message, at, mask, "started"),
        "apply_progress" => Hook(message, at, mask, "progress"),
        "apply_complete" => Hook(message, at, mask, "completed"),
        "apply_errored" => Hook(message, at, mask, "failed"),
        "provision_progress" => [Provisioner(message.GetProperty("hook"), at, mask)],
        "provision_start" or "provision_complete" or "provision_errored" => [],
        "ephemeral_op_start" or "ephemeral_op_progress" or "ephemeral_op_complete" or "ephemeral_op_errored" => [],
        "diagnostic" => [Diagnostic(message.GetProperty("diagnostic"), at, mask)],
        "outputs" => Outputs(message.GetProperty("outputs"), at, mask),
        _ => Plain("stdout", Text(message, "@message") ?? "", at, mask),
    };

    private static NewEvent Planned(JsonElement change, DateTimeOffset at, SecretMask mask)
    {
        var resource = change.GetProperty("resource");
        var action = change.TryGetProperty("importing", out _) && Text(change, "action") is "noop" or "import"
            ? ChangeAction.Import : Action(Text(change, "action"));
        return NewEvent.Resource(at, new ResourceProgress(mask.Apply(Address(resource)), Text(resource, "resource_type") ?? "", "planned", action, null, null));
    }

    private static IEnumerable<NewEvent> Hook(JsonElement message, DateTimeOffset at, SecretMask mask, string state)
    {
        var hook = message.GetProperty("hook");
        var resource = hook.GetProperty("resource");
        var action = Action(Text(hook, "action"));
        if (action is ChangeAction.Read) return []; // reading a data source changes nothing
        double? elapsed = hook.TryGetProperty("elapsed_seconds", out var seconds) ? seconds.GetDouble() : null;
        return [NewEvent.Resource(at, new ResourceProgress(
            mask.Apply(Address(resource)), Text(resource, "resource_type") ?? "", state, action, elapsed, Shown(Text(hook, "id_value"), mask)))];
    }

    private static NewEvent Provisioner(JsonElement hook, DateTimeOffset at, SecretMask mask) => NewEvent.Log(
        at, "stdout", $"{mask.Apply(Address(hook.GetProperty("resource")))} ({Text(hook, "provisioner")}): {mask.ApplyToLines(Text(hook, "output") ?? "")}");

    private static NewEvent Diagnostic(JsonElement diagnostic, DateTimeOffset at, SecretMask mask)
    {
        string? file = null, snippet = null;
        int? line = null, column = null;
        if (diagnostic.TryGetProperty("range", out var range))
        {
            file = Text(range, "filename");
            var start = range.GetProperty("start");
            (line, column) = (start.GetProperty("line").GetInt32(), start.GetProperty("column").GetInt32());
        }
        // What a person gave by -var is not quoted.
        if (diagnostic.TryGetProperty("snippet", out var quoted) && !GivenVarfiles.IsOne(file ?? "") && quoted.ValueKind == JsonValueKind.Object) snippet = Text(quoted, "code");
        return NewEvent.Diagnostic(at, new DiagnosticReported(
            Text(diagnostic, "severity") ?? "error", Visible(Text(diagnostic, "summary"), mask)?.ReplaceLineEndings(" ") ?? "",
            Visible(Text(diagnostic, "detail"), mask) is { Length: > 0 } detail ? detail : null,
            Visible(Text(diagnostic, "address"), mask), file, line, column, Visible(snippet, mask)));
    }

    // While planning, outputs have an action and no value yet; after an apply they have values.
    private static IEnumerable<NewEvent> Outputs(JsonElement outputs, DateTimeOffset at, SecretMask mask)
    {
        var all = outputs.EnumerateObject().ToList();
        if (all.Count == 0 || all.Any(output => output.Value.TryGetProperty("action", out _))) return [];
        return [NewEvent.Outputs(at, new OutputsChanged([.. all.Select(Output).OrderBy(output => output.Name, StringComparer.Ordinal)]))];

        RunOutput Output(JsonProperty output)
        {
            var sensitive = output.Value.TryGetProperty("sensitive", out var flag) && flag.GetBoolean();
            return new RunOutput(output.Name, !sensitive && output.Value.TryGetProperty("value", out var value) ? mask.Apply(value) : null, sensitive);
        }
    }

    private static string? Shown(string? text, SecretMask mask) => text is null ? null : mask.ApplyToLines(text);

    // An error quotes the configuration.
    private static string? Visible(string? text, SecretMask mask) => Shown(text, mask) is { } shown ? VisibleText.Of(shown) : null;

    private static ChangeAction Action(string? word) => word switch
    {
        "create" => ChangeAction.Create,
        "update" => ChangeAction.Update,
        "delete" => ChangeAction.Delete,
        "replace" => ChangeAction.Replace,
        "read" => ChangeAction.Read,
        "import" => ChangeAction.Import,
        "remove" or "forget" => ChangeAction.Forget,
        _ => ChangeAction.NoOp,
    };

    private static JsonDocument? Parse(string line)
    {
        if (!line.StartsWith('{')) return null;
        try
        {
            var json = JsonDocument.Parse(line);
            if (json.RootElement.TryGetProperty("@message", out _)) return json;
            json.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null; // a line cut by a crash: shown as it is
        }
    }

    private static string Address(JsonElement resource) => Text(resource, "addr") ?? throw new KeyNotFoundException("The resource has no address.");

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
