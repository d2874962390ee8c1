using System.Text.Json;
using Gaia.Configurations.Blobs;
using Gaia.Runs.States;

namespace Gaia.Runs.Plans;

/// <summary>Plan files and the values to mask while they are applied: both hold secrets in plain text, and are stored encrypted.</summary>
public sealed class KeptPlans(IBlobStore blobs, StateProtection protection)
{
    internal Task WriteAsync(RunId run, byte[] planFile, CancellationToken cancellationToken) =>
        blobs.WriteAsync(PlanBlobs.File(run), new MemoryStream(protection.Protect(planFile)), cancellationToken);

    /// <summary>Null where it is no longer stored.</summary>
    internal Task<byte[]?> ReadAsync(RunId run, CancellationToken cancellationToken) => ReadAsync(PlanBlobs.File(run), $"The plan file of run {run}", cancellationToken);

    internal Task WriteSecretsAsync(RunId run, IReadOnlyList<string> secrets, CancellationToken cancellationToken) => blobs.WriteAsync(
        PlanBlobs.Secrets(run), new MemoryStream(protection.Protect(JsonSerializer.SerializeToUtf8Bytes(secrets, RunsJson.Default.IReadOnlyListString))), cancellationToken);

    internal async Task<IReadOnlyList<string>> ReadSecretsAsync(RunId run, CancellationToken cancellationToken) =>
        await ReadAsync(PlanBlobs.Secrets(run), $"What run {run} masks", cancellationToken) is { } json
            ? JsonSerializer.Deserialize(json, RunsJson.Default.IReadOnlyListString) ?? [] : [];

    private async Task<byte[]?> ReadAsync(string key, string name, CancellationToken cancellationToken)
    {
        await using var stored = await blobs.OpenReadAsync(key, cancellationToken);
        if (stored is null) return null;
        using var bytes = new MemoryStream();
        await stored.CopyToAsync(bytes, cancellationToken);
        return protection.Unprotect(bytes.ToArray(), name);
    }
}
