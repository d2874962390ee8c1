using System.Text;
using System.Text.Json;
using Gaia.Documents.Json;

namespace Gaia.Runs.States;

/// <summary>
/// Who holds a state. Terraform sends
/// <c>{"ID":"e739...","Operation":"OperationTypeApply","Info":"","Who":"ana@laptop","Version":"1.11.4","Created":"2026-...Z","Path":""}</c>
/// with LOCK; for a run that holds Gaia's lock the same is made up.
/// </summary>
/// <param name="Holder">Whom Gaia authenticated.</param>
public sealed record StateLock(string Id, string Operation, string Who, string Info, string Version, string Holder, RunId? Run, DateTimeOffset Since)
{
    private const int Largest = 16 << 10;

    /// <exception cref="RunRefusedException"><c>state.bad-lock</c></exception>
    public static StateLock Parse(ReadOnlyMemory<byte> body, StateUser user, DateTimeOffset now)
    {
        if (body.Length > Largest) throw StateErrors.BadLock($"it has {body.Length} bytes; at most {Largest} are taken");
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind is not JsonValueKind.Object || Text(json.RootElement, "ID") is not { Length: > 0 and <= 200 } id)
                throw StateErrors.BadLock("it has no ID");
            return new StateLock(
                id, Text(json.RootElement, "Operation"), Text(json.RootElement, "Who"), Text(json.RootElement, "Info"),
                Text(json.RootElement, "Version"), user.Actor.Name, user.Run?.Run, now);
        }
        catch (JsonException e)
        {
            throw StateErrors.BadLock(JsonFault.Words(e));
        }
    }

    /// <summary>Of a run that holds Gaia's lock of the state.</summary>
    internal static StateLock Of(RunId run, RunOperation operation, RunStatus status, string by, DateTimeOffset since)
    {
        var word = status is RunStatus.Planning or RunStatus.Queued ? "plan" : operation is RunOperation.Destroy ? "destroy" : "apply";
        return new(run.ToString(), word, $"run {run} ({word} by {by})", "", "", by, run, since);
    }

    /// <summary>
    /// The holder as terraform reads it. Terraform shows nothing of it but the ID (<c>HTTP remote state already locked: ID=...</c>)
    /// and sends no ID back to break the lock, so the ID also says who it is.
    /// </summary>
    public byte[] Answer()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("ID", $"{Id}, held by {Who}{(Run is null && Who != Holder ? $" ({Holder})" : "")} since {Since.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
            json.WriteString("Operation", Operation);
            json.WriteString("Info", Info);
            json.WriteString("Who", Who);
            json.WriteString("Version", Version);
            json.WriteString("Created", Since.UtcDateTime);
            json.WriteString("Path", "");
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    /// <summary>As it is stored.</summary>
    internal string Json() => JsonSerializer.Serialize(new StateLockInfo(Operation, Who, Info, Version), RunsJson.Default.StateLockInfo);

    // Whatever terraform may send there is shown to people: no control characters, no novels.
    private static string Text(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind is not JsonValueKind.String) return "";
        var text = new StringBuilder();
        foreach (var rune in value.GetString()!.EnumerateRunes())
            if (!Rune.IsControl(rune) && text.Length < 500) text.Append(rune);
        return text.ToString();
    }
}

internal sealed record StateLockInfo(string Operation, string Who, string Info, string Version);
