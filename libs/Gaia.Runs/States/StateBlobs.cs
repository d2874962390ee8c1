using System.Text.Json;
using Gaia.Configurations.Blobs;

namespace Gaia.Runs.States;

/// <summary>The bytes of states, encrypted, under a name made from their content: written before the row that names them.</summary>
public sealed class StateBlobs(IBlobStore blobs, StateProtection protection)
{
    internal static string KeyOf(StateKey state, StateFile file) => $"states/{state}/{file.Digest["sha256:".Length..]}.tfstate";

    /// <summary>Beside them lies, for people, whose they are: <c>{"component":"app","stack":"dev","resources":2}</c>, of the last that was written.</summary>
    internal async Task WriteAsync(StatePlace place, StateFile file, CancellationToken cancellationToken)
    {
        await blobs.WriteAsync(KeyOf(place.Key, file), new MemoryStream(protection.Protect(file.Bytes)), cancellationToken);
        var about = new StateAbout(place.Component, place.Stack, file.Resources);
        await blobs.WriteAsync($"states/{place.Key}/about.json", new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(about, RunsJson.Default.StateAbout)), cancellationToken);
    }

    /// <exception cref="StateUnreadableException">The bytes are gone, damaged, or encrypted with a key that is not here.</exception>
    internal async Task<byte[]> ReadAsync(StateVersion version, CancellationToken cancellationToken)
    {
        var name = $"Version {version.Version} of state {version.State}";
        await using var stored = await blobs.OpenReadAsync(version.Blob, cancellationToken)
            ?? throw new StateUnreadableException($"{name} is not in the blob store ({version.Blob}). Restore the blobs, or roll back to another version.");
        using var bytes = new MemoryStream();
        await stored.CopyToAsync(bytes, cancellationToken);
        var plain = protection.Unprotect(bytes.ToArray(), name);
        return StateFile.DigestOf(plain) == version.Digest
            ? plain
            : throw new StateUnreadableException($"{name} is damaged: {version.Blob} does not have the digest {version.Digest}. Restore the blob.");
    }
}

/// <param name="Resources">Instances of managed resources.</param>
internal sealed record StateAbout(string Component, string Stack, int Resources);
