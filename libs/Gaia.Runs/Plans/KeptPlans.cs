using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gaia.Configurations.Blobs;
using Gaia.Runs.States;

namespace Gaia.Runs.Plans;

/// <summary>What a plan leaves behind, all of it encrypted: the plan file and the values to mask hold secrets in plain text, and what is shown of a plan is not for everybody either.</summary>
public sealed class KeptPlans(IBlobStore blobs, StateProtection protection)
{
    internal Task WriteAsync(RunId run, byte[] planFile, CancellationToken cancellationToken) => WriteAsync(PlanBlobs.File(run), planFile, cancellationToken);

    /// <summary>Null where it is no longer stored.</summary>
    internal Task<byte[]?> ReadAsync(RunId run, CancellationToken cancellationToken) => ReadAsync(PlanBlobs.File(run), $"The plan file of run {run}", cancellationToken);

    internal Task WriteSecretsAsync(RunId run, IReadOnlyList<string> secrets, CancellationToken cancellationToken) =>
        WriteAsync(PlanBlobs.Secrets(run), secrets, RunsJson.Default.IReadOnlyListString, cancellationToken);

    internal async Task<IReadOnlyList<string>> ReadSecretsAsync(RunId run, CancellationToken cancellationToken) =>
        await ReadAsync(PlanBlobs.Secrets(run), $"What run {run} masks", cancellationToken) is { } json
            ? JsonSerializer.Deserialize(json, RunsJson.Default.IReadOnlyListString) ?? [] : [];

    internal Task WriteSummaryAsync(RunId run, PlanSummary summary, CancellationToken cancellationToken) =>
        WriteAsync(PlanBlobs.Summary(run), summary, RunsJson.Default.PlanSummary, cancellationToken);

    internal async Task<PlanSummary?> ReadSummaryAsync(RunId run, CancellationToken cancellationToken) =>
        await ReadAsync(PlanBlobs.Summary(run), $"The plan of run {run}", cancellationToken) is { } json
            ? JsonSerializer.Deserialize(json, RunsJson.Default.PlanSummary) : null;

    internal Task WriteJsonAsync(RunId run, byte[] json, CancellationToken cancellationToken) => WriteAsync(PlanBlobs.Json(run), json, cancellationToken);

    internal Task<byte[]?> ReadJsonAsync(RunId run, CancellationToken cancellationToken) => ReadAsync(PlanBlobs.Json(run), $"The plan of run {run}", cancellationToken);

    private Task WriteAsync<T>(string key, T value, JsonTypeInfo<T> shape, CancellationToken cancellationToken) =>
        WriteAsync(key, JsonSerializer.SerializeToUtf8Bytes(value, shape), cancellationToken);

    private async Task WriteAsync(string key, byte[] plain, CancellationToken cancellationToken) =>
        await blobs.WriteAsync(key, new MemoryStream(await protection.ProtectAsync(plain, cancellationToken)), cancellationToken);

    private async Task<byte[]?> ReadAsync(string key, string name, CancellationToken cancellationToken)
    {
        await using var stored = await blobs.OpenReadAsync(key, cancellationToken);
        if (stored is null) return null;
        using var bytes = new MemoryStream();
        await stored.CopyToAsync(bytes, cancellationToken);
        return await protection.UnprotectAsync(bytes.ToArray(), name, cancellationToken);
    }
}
