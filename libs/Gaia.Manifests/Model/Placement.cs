using Gaia.Manifests.Aspire;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Model;

/// <summary>Which resources become workloads, under which names. What does not is listed.</summary>
internal sealed record Placement(IReadOnlyList<(ProgramResource Program, string Name)> Workloads, IReadOnlyList<(ProgramResource Program, string Name)> BuildOnly)
{
    public static Placement Of(AspireManifest manifest, EnvironmentSettings settings, FaultList faults, NoteList notes)
    {
        var (workloads, buildOnly) = (new List<(ProgramResource Program, string Name)>(), new List<(ProgramResource Program, string Name)>());
        foreach (var resource in manifest.Resources)
        {
            var own = settings.Of(resource.Name);
            foreach (var note in resource.Notes) notes.Add($"{resource.Name}.{note.Part}", resource.Type, note.Reason, note.IsLoss);
            if (resource is ForeignResource foreign)
                notes.Add(foreign.Name, foreign.Type, foreign.Reason, isLoss: own is { External: null, Outputs.Count: 0, Kind: not "none" });
            else if (resource is ProgramResource program && Elsewhere(program, own) is { } reason)
                notes.Add(program.Name, program.Type, reason, isLoss: false);
            else if (resource is ProgramResource { Source: BuiltImage { IsBuildOnly: true } } files)
                buildOnly.Add((files, ResourceName.Of(files.Name)));
            else if (resource is ProgramResource running)
                workloads.Add((running, ResourceName.Of(running.Name)));
        }

        foreach (var (program, _) in buildOnly) notes.Add(program.Name, program.Type, "Nothing of it runs: its image only gives files to others", isLoss: false);
        // What runs elsewhere has a name among them, too: references go there by it.
        var elsewhere = manifest.Resources.Where(resource => settings.Of(resource.Name).External is not null).Select(resource => (Resource: resource, Name: ResourceName.Of(resource.Name)));
        RefuseTwins([.. workloads.Select(pair => ((AspireResource)pair.Program, pair.Name)), .. buildOnly.Select(pair => ((AspireResource)pair.Program, pair.Name)), .. elsewhere], faults);
        return new Placement(workloads, buildOnly);
    }

    private static string? Elsewhere(ProgramResource program, WorkloadSettings own) =>
        own.External is { } external ? $"The settings say that it runs elsewhere{(external.Host is null ? "" : $", at {external.Host}")}" : own.Kind == "none" ? "The settings leave it out" : null;

    private static void RefuseTwins(IEnumerable<(AspireResource Resource, string Name)> placed, FaultList faults)
    {
        foreach (var twins in placed.GroupBy(one => one.Name, StringComparer.Ordinal).Where(twins => twins.Count() > 1))
            faults.Add("name.clash", $"Resources {string.Join(" and ", twins.Select(twin => twin.Resource.Name))} would both be called {twins.Key} in Kubernetes: rename one of them in the AppHost.", twins.Last().Resource.Mark);
    }
}
