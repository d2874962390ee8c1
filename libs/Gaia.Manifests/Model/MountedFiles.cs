using System.Text;
using Gaia.Manifests.Aspire;

namespace Gaia.Manifests.Model;

/// <summary>Bind mounts: small text files travel with the objects, everything else is listed.</summary>
internal sealed class MountedFiles(IManifestFiles files, NoteList notes)
{
    // A ConfigMap holds 1 MiB, names and all.
    private const int LargestMount = 900 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public IReadOnlyList<MountedFile> Of(ProgramResource program) => [.. program.BindMounts.SelectMany(mount => Of(program, mount)).DistinctBy(file => (file.Folder, file.Name))];

    private IReadOnlyList<MountedFile> Of(ProgramResource program, AspireBindMount mount)
    {
        var found = files.List(mount.Source);
        if (found is null) return None(program, mount, $"there is no file or folder {mount.Source} beside the manifest");
        if (found.Count == 0) return None(program, mount, $"folder {mount.Source} is empty");
        var total = found.Sum(file => file.Length);
        if (total > LargestMount) return None(program, mount, $"{mount.Source} has {total / 1024} KiB, and 900 KiB is what a ConfigMap takes: build it into the image, or use a volume");
        var published = new List<MountedFile>();
        foreach (var file in found)
            if (file.Path.Contains(':', StringComparison.Ordinal))
                None(program, mount, $"{Path(mount, file)} has a colon in its name, which ends a path: rename it");
            else if (TextOf(files.Read(mount.Source, file)) is { } text)
                published.Add(At(mount, file, text));
            else
                None(program, mount, $"{Path(mount, file)} is not text: build it into the image");
        if (published.Count > 0 && !mount.IsReadOnly) notes.Add($"{program.Name}.bindMounts.{mount.Target}", program.Type, $"{mount.Source} is mounted to be read alone: what is written there is not kept", isLoss: false);
        return published;
    }

    private IReadOnlyList<MountedFile> None(ProgramResource program, AspireBindMount mount, string why)
    {
        notes.Add($"{program.Name}.bindMounts.{mount.Target}", program.Type, $"Not mounted: {why}", isLoss: true);
        return [];
    }

    private static string Path(AspireBindMount mount, BesideFile file) => file.Path.Length == 0 ? mount.Source : $"{mount.Source.TrimEnd('/')}/{file.Path}";

    private static MountedFile At(AspireBindMount mount, BesideFile file, string text)
    {
        var path = file.Path.Length == 0 ? mount.Target : $"{mount.Target.TrimEnd('/')}/{file.Path}";
        var slash = path.LastIndexOf('/');
        return new MountedFile(slash <= 0 ? "/" : path[..slash], path[(slash + 1)..], text);
    }

    private static string? TextOf(byte[] bytes)
    {
        try
        {
            return bytes.Contains((byte)0) ? null : Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
