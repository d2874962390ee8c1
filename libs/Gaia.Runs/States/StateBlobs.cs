using System.Text.Json;
using Gaia.Configurations.Blobs;
using Gaia.Runs.Retention;

namespace Gaia.Runs.States;

/// <summary>
/// The bytes of states, encrypted, under a name made from their content: written before the row that names them, and read back before
/// anybody is told that they are kept.
/// </summary>
public sealed class StateBlobs(IBlobStore blobs, StateProtection protection, UnwantedBlobs unwanted)
{
    internal static string KeyOf(StateKey state, StateFile file) => $"states/{state}/{file.Digest["sha256:".Length..]}.tfstate";

    internal static string ErroredKey(RunId run) => $"runs/{run}/errored.tfstate";

    /// <summary>Before <see cref="WriteAsync"/> and the transaction that adds the version: what no version comes to name is removed later.</summary>
    internal Task ExpectAsync(StateKey state, StateFile file, CancellationToken cancellationToken) => unwanted.ExpectAsync(KeyOf(state, file), cancellationToken);

    /// <summary>Beside them lies, for people, whose they are: <c>{"component":"app","stack":"dev","resources":2}</c>, of the last that was written.</summary>
    /// <exception cref="StateUnreadableException">What was written is not what is read.</exception>
    internal async Task WriteAsync(StatePlace place, StateFile file, CancellationToken cancellationToken)
    {
        await KeepAsync(KeyOf(place.Key, file), file.Bytes, $"The state of {place.Component} in {place.Stack}", cancellationToken);
        var about = new StateAbout(place.Component, place.Stack, file.Resources);
        await blobs.WriteAsync($"states/{place.Key}/about.json", new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(about, RunsJson.Default.StateAbout)), cancellationToken);
    }

    /// <inheritdoc cref="WriteAsync"/>
    internal Task WriteErroredAsync(RunId run, byte[] errored, CancellationToken cancellationToken) =>
        KeepAsync(ErroredKey(run), errored, $"errored.tfstate of run {run}", cancellationToken);

    /// <returns>Null if the blob does not exist.</returns>
    /// <inheritdoc cref="ReadAsync(StateVersion, CancellationToken)"/>
    internal Task<byte[]?> ReadErroredAsync(RunId run, CancellationToken cancellationToken) =>
        ReadAsync(ErroredKey(run), $"errored.tfstate of run {run}", cancellationToken);

    /// <exception cref="StateUnreadableException">The bytes are gone, damaged, or encrypted with a key that is not here.</exception>
    internal async Task<byte[]> ReadAsync(StateVersion version, CancellationToken cancellationToken)
    {
        var name = $"Version {version.Version} of state {version.State}";
        var plain = await ReadAsync(version.Blob, name, cancellationToken)
            ?? throw new StateUnreadableException($"{name} is not in the blob store ({version.Blob}). Restore the blobs, or roll back to another version.");
        return StateFile.DigestOf(plain) == version.Digest
            ? plain
            : throw new StateUnreadableException($"{name} is damaged: {version.Blob} does not have the digest {version.Digest}. Restore the blob.");
    }

    private async Task KeepAsync(string key, byte[] plain, string name, CancellationToken cancellationToken)
    {
        await blobs.WriteAsync(key, new MemoryStream(await protection.ProtectAsync(plain, cancellationToken)), cancellationToken);
        if (await ReadAsync(key, name, cancellationToken) is { } stored && StateFile.DigestOf(stored) == StateFile.DigestOf(plain)) return;
        throw new StateUnreadableException($"{name} was written as blob {key}, but other bytes are read there: it is not kept. Check the store of blobs and its disk, then try again.");
    }

    private async Task<byte[]?> ReadAsync(string key, string name, CancellationToken cancellationToken)
    {
        await using var stored = await blobs.OpenReadAsync(key, cancellationToken);
        if (stored is null) return null;
        using var bytes = new MemoryStream();
        await stored.CopyToAsync(bytes, cancellationToken);
        return await protection.UnprotectAsync(bytes.ToArray(), name, cancellationToken);
    }
}

/// <param name="Resources">Instances of managed resources.</param>
internal sealed record StateAbout(string Component, string Stack, int Resources);
