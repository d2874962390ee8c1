namespace Gaia.Manifests.Aspire;

/// <summary>Projects, containers and Dockerfiles.</summary>
internal static class ProgramReader
{
    public static ProgramResource Read(string name, string type, ResourceFields fields)
    {
        var notes = new List<AspireNote>();
        return new ProgramResource(name, type, Source(type, fields, notes), fields.Mark)
        {
            ConnectionString = fields.Expression("connectionString"),
            Entrypoint = fields.Expression("entrypoint"),
            Args = fields.Expressions("args"),
            Environment = fields.ExpressionEntries("env"),
            Bindings = BindingReader.Read(fields),
            Volumes = [.. fields.Objects("volumes").Select(volume => new AspireVolume(volume.Text("name"), volume.RequiredText("target"), volume.Flag("readOnly"), volume.Mark))],
            BindMounts = [.. fields.Objects("bindMounts").Select(mount =>
                new AspireBindMount(mount.RequiredText("source"), mount.RequiredText("target"), mount.Flag("readOnly"), mount.Mark))],
            Inputs = ParameterReader.Inputs(fields),
            Notes = [.. notes, .. Unused(fields)],
        };
    }

    private static ProgramSource Source(string type, ResourceFields fields, List<AspireNote> notes)
    {
        if (type.StartsWith("project.", StringComparison.Ordinal)) return new ProjectImage(fields.RequiredText("path"));
        if (type == "dockerfile.v0")
        {
            notes.AddRange(OpenArgs(fields, "buildArgs"));
            return new BuiltImage(fields.RequiredText("context"), fields.RequiredText("path"), null, fields.ExpressionEntries("buildArgs"));
        }

        if (fields.Has("build") && fields.Has("image")) fields.Refuse("build", "has an `image` and a `build`: only one of them can be run");
        return fields.Object("build") is { } build ? Built(build, notes) : new PublishedImage(fields.RequiredText("image"));
    }

    private static BuiltImage Built(ResourceFields build, List<AspireNote> notes)
    {
        notes.AddRange(OpenArgs(build, "args"));
        foreach (var (secret, source) in build.Entries("secrets"))
        {
            source.PassOver();
            notes.Add(new AspireNote($"build.secrets.{secret}", $"Building the image needs secret {secret}, given to who builds it and to nothing else", IsLoss: false));
        }

        return new BuiltImage(build.RequiredText("context"), build.RequiredText("dockerfile"), build.Text("stage"), build.ExpressionEntries("args")) { IsBuildOnly = build.Flag("buildOnly") };
    }

    private static IEnumerable<AspireNote> OpenArgs(ResourceFields build, string key) =>
        build.Nulls(key).Select(arg => new AspireNote($"build.args.{arg}", $"Build argument {arg} comes from the environment of who builds the image", IsLoss: false));

    private static IEnumerable<AspireNote> Unused(ResourceFields fields)
    {
        if (fields.Raw("deployment") is not null || fields.Raw("deployments") is not null)
            yield return new AspireNote("deployment", "The Bicep of its deployment to Azure is not used", IsLoss: false);
        foreach (var name in fields.Nulls("env"))
            yield return new AspireNote($"env.{name}", "It has no value and is not set", IsLoss: false);
        foreach (var (source, files) in fields.Entries("containerFiles"))
        {
            files.PassOver();
            yield return new AspireNote($"containerFiles.{source}", $"Files of {source} have to be copied to {files.RequiredText("destination")} when its image is built", IsLoss: true);
        }
    }
}
