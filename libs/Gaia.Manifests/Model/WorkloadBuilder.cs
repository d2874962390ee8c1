using Gaia.Manifests.Aspire;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Model;

/// <summary>Makes a workload of a program.</summary>
internal sealed class WorkloadBuilder(
    EnvironmentSettings settings, Locations locations, Resolver resolver, Images images, VolumePlan volumes, DaprParts dapr, MountedFiles files, EnvironmentValues environment, FaultList faults, NoteList notes)
{
    /// <returns>The workload, and whom it connects to.</returns>
    public (Workload Workload, IReadOnlyList<Use> Uses) Build(ProgramResource program, string name)
    {
        var own = settings.Of(program.Name);
        MountTargets.Check(program, own, faults);
        var image = images.Of(program, name, own);
        own = RunPods.Told(settings, own, image);
        var mounts = volumes.Mounts(program);
        var facts = Facts(program, image, [.. mounts.Select(mount => mount.Path)]);
        var (values, runs) = RunPods.Of(settings, own, locations, environment.Of(program, own, facts));
        var command = program.Entrypoint is { } entrypoint ? resolver.Of(entrypoint) : null;
        var args = program.Args.Select(resolver.Of).ToList();
        RefuseSecret(program, own, command, args);
        var ports = BindingPorts.Ports(program, locations.EndpointsOf(program), faults, notes);
        var kind = WorkloadKinds.Of(program, facts, volumes, own, notes);
        if (facts.IsSingle && facts.Writable.Count > 0 && mounts.All(mount => mount.Volume is null) && kind == WorkloadKind.StatefulSet)
            notes.Add($"{program.Name}.volumes", program.Type, "It has no volume: what it keeps is gone with its pod (in the AppHost, WithDataVolume() gives it one)", isLoss: false);
        // What the image has to be told is in the environment by now, and what a volume covers is writable by that.
        facts = facts with { Environment = [], Writable = [.. facts.Writable.Where(folder => !mounts.Any(mount => Covers(mount.Path, folder)))] };
        return (new Workload(name, program.Name, kind, image, facts, own)
        {
            Command = command is null ? [] : [command.Value],
            Args = ShellCommands.Args(command?.Value, [.. args.Select(arg => arg.Value)]),
            Environment = [.. values.Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Value))],
            Ports = ports,
            Mounts = mounts,
            Files = files.Of(program, own),
            Dapr = dapr.SidecarOf(program),
            Runs = runs,
        }, [.. values.SelectMany(pair => pair.Value.Uses), .. command?.Uses ?? [], .. args.SelectMany(arg => arg.Uses)]);
    }

    private void RefuseSecret(ProgramResource program, WorkloadSettings own, Resolved? command, IReadOnlyList<Resolved> args)
    {
        IEnumerable<Resolved> all = command is null ? args : [command, .. args];
        if (own.NotSecret.Contains("args")) return;
        if (PlainSecrets.Suspicion([.. (own.Probes?.Command ?? []).Select(Value.Of)]) is { } probe)
            faults.Add("secret.in-plain", $"In the settings, `resources.{program.Name}.probes.command` would stand in its pods for everybody to read, and {probe}: let it take a variable of the container, " +
                $"or name `args` in `resources.{program.Name}.notSecret`.");
        if (PlainSecrets.Suspicion([.. all.Select(arg => arg.Value)]) is not { } why) return;
        faults.Add("secret.in-plain", $"{program.Name}.args would stand in its pods for everybody to read, and {why}: make it a secret parameter (AddParameter(..., secret: true)), " +
            $"or name `args` in `resources.{program.Name}.notSecret`.", program.Mark);
    }

    private static ImageFacts Facts(ProgramResource program, string image, IReadOnlyList<string> mounts) => program.Source switch
    {
        ProjectImage => KnownImages.Project,
        PublishedImage => KnownImages.Of(image, mounts),
        _ => KnownImages.Default,
    };

    private static bool Covers(string mount, string folder) => folder == mount.TrimEnd('/') || folder.StartsWith($"{mount.TrimEnd('/')}/", StringComparison.Ordinal);
}
