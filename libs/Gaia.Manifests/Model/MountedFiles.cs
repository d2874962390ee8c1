using System.Text;
using Gaia.Manifests.Aspire;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Model;

/// <summary>Bind mounts: small text files travel with the objects, everything else is listed.</summary>
internal sealed class MountedFiles(IManifestFiles files, FaultList faults, NoteList notes)
{
    // A ConfigMap holds 1 MiB, names and all.
    private const int LargestMount = 900 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public IReadOnlyList<MountedFile> Of(ProgramResource program, WorkloadSettings own) => [.. program.BindMounts.SelectMany(mount => Of(program, own, mount)).DistinctBy(file => (file.Folder, file.Name))];

    private IReadOnlyList<MountedFile> Of(ProgramResource program, WorkloadSettings own, AspireBindMount mount)
    {
        var found = files.List(mount.Source, own.OutsideFiles.Contains(mount.Source));
        if (found is null) return None(program, mount, $"there is no file or folder {mount.Source} beside the manifest");
        if (found.Count == 0) return None(program, mount, $"folder {mount.Source} is empty");
        var total = found.Sum(file => file.Length);
        if (total > LargestMount) return None(program, mount, $"{mount.Source} has {total / 1024} KiB, and 900 KiB is what a ConfigMap takes: build it into the image, or use a volume");
        var published = new List<MountedFile>();
        foreach (var file in found)
            if (file.Path.Contains(':', StringComparison.Ordinal))
                None(program, mount, $"{Path(mount, file)} has a colon in its name, which ends a path: rename it");
            else if (file.Fault is { } fault)
                None(program, mount, $"{Path(mount, file)} {Words(fault, program, mount, file)}");
            else if (TextOf(files.Read(mount.Source, file)) is { } text)
                published.Add(Checked(program, own, mount, file, At(mount, file, text)));
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

    private MountedFile Checked(ProgramResource program, WorkloadSettings own, AspireBindMount mount, BesideFile file, MountedFile published)
    {
        var target = $"{published.Folder.TrimEnd('/')}/{published.Name}";
        if (!own.NotSecret.Any(name => name == target || name == mount.Target.TrimEnd('/')) && SecretsInFiles.Find(published.Name, published.Text) is var (line, why))
            faults.Add("secret.in-plain", $"{Path(mount, file)}:{line} would stand in a ConfigMap for everybody to read, and {why}: take it out of the file and give it to {program.Name} by " +
                $"`resources.{program.Name}.secretEnvironment`, or name `{target}` in `resources.{program.Name}.notSecret`.", mount.Mark);
        return published;
    }

    private static string Words(BesideFault fault, ProgramResource program, AspireBindMount mount, BesideFile file) => fault switch
    {
        BesideFault.Outside => file.Path.Length > 0 ? "is a link that leads out of the repository"
            : $"lies outside of the repository: copy it there, or name `{mount.Source}` in `resources.{program.Name}.outsideFiles`",
        BesideFault.Dangling => "is a link that leads nowhere",
        BesideFault.Circle => "leads in a circle, or too deep",
        BesideFault.Special => "is neither a file nor a folder",
        BesideFault.Unreadable => "is a folder that may not be read",
    };

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
