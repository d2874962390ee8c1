using Gaia.Manifests.Aspire;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Model;

/// <summary>Which image each program runs, and which of them have to be built first.</summary>
internal sealed class Images(ImageSettings settings, Resolver resolver, FaultList faults, NoteList notes)
{
    private readonly List<ImageBuild> builds = [];

    public IReadOnlyList<ImageBuild> Builds => [.. builds.OrderBy(build => build.Workload, StringComparer.Ordinal)];

    public string Of(ProgramResource program, string workload, WorkloadSettings own)
    {
        var image = own.Image ?? (program.Source is PublishedImage published ? Located(published.Image) : Build(program, workload, own));
        var reference = ImageReference.Parse(image);
        if (reference.Digest is not null && !reference.HasDigest)
            faults.Add("image.tag", $"Image {image} of {program.Name} has an invalid digest: one is sha256: and 64 hexadecimal digits.", program.Mark);
        else if (!ImageReference.IsValid(image))
            faults.Add("image.form", $"'{image}' of {program.Name} is not an image: one is REGISTRY/NAME:TAG or NAME@sha256:..., the name in lower case.", program.Mark);
        else if (settings.DemandDigests && !reference.HasDigest)
            faults.Add("image.tag", $"Image {image} of {program.Name} has no digest: in the settings, set `resources.{program.Name}.image: {reference.Repository}@sha256:...`.", program.Mark, "resources", program.Name, "image");
        return image;
    }

    public string Build(ProgramResource program, string workload, WorkloadSettings own)
    {
        var image = Named($"{workload}:{settings.Tag}", InRegistry($"{workload}:{settings.Tag}"));
        builds.Add(program.Source switch
        {
            ProjectImage project => new ImageBuild(workload, image, project.Path, null, null, null, []),
            BuiltImage built => new ImageBuild(workload, image, null, built.Context, built.Dockerfile, built.Stage, Args(program, built, own)),
            _ => throw new InvalidOperationException($"{program.Name} is not built."),
        });
        return image;
    }

    // Aspire writes every public image with its registry: one without was built beside the application.
    private string Located(string image) => Named(image, image.Contains('/', StringComparison.Ordinal) ? image : InRegistry(image));

    // The digest decides; the tag stays for people, and for what is known of the image by it.
    private string Named(string image, string located) =>
        ImageReference.Parse(image) is { Digest: null } reference && (settings.PushedDigests.GetValueOrDefault(reference.Repository) ?? settings.Digests.GetValueOrDefault(reference.Repository)) is { } digest
            ? $"{located}@{digest}" : located;

    private string InRegistry(string image) => settings.Registry is { Length: > 0 } registry ? $"{registry.TrimEnd('/')}/{image}" : image;

    private IReadOnlyList<KeyValuePair<string, string>> Args(ProgramResource program, BuiltImage built, WorkloadSettings own)
    {
        var args = new List<KeyValuePair<string, string>>();
        foreach (var (name, expression) in built.Args)
        {
            var value = resolver.Of(expression).Value;
            if (!own.NotSecret.Contains(name) && PlainSecrets.Suspicion(name, value) is { } why)
                faults.Add("secret.in-plain", $"{program.Name}.build.args.{name} would stand in images.json and in the image for everybody to read, and {why}: give it as a build secret, " +
                    $"or name it in `resources.{program.Name}.notSecret`.", expression.Mark);
            if (value.HasSecret)
                notes.Add($"{program.Name}.build.args.{name}", program.Type, $"Build argument {name} holds a secret, which the image would show to everybody: give it as a build secret", isLoss: true);
            else
                args.Add(new(name, value.Text));
        }

        return args;
    }
}
