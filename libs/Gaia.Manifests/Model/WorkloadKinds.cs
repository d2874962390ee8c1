using Gaia.Manifests.Aspire;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Model;

internal static class WorkloadKinds
{
    private static readonly string[] Once = ["migrat", "seeder", "dbsetup", "db-setup", "dbinit", "db-init"];

    public static WorkloadKind Of(ProgramResource program, ImageFacts facts, VolumePlan volumes, WorkloadSettings settings, NoteList notes)
    {
        if (Said(settings.Kind) is { } said) return said;
        if (IsOnce(program))
        {
            notes.Add(program.Name, program.Type, $"By its name it runs to its end before the application: it is a Job. `resources.{program.Name}.kind: deployment` makes it run on", isLoss: false);
            return WorkloadKind.Job;
        }

        return facts.IsSingle || (program.Source is not ProjectImage && volumes.HasOwn(program)) ? WorkloadKind.StatefulSet : WorkloadKind.Deployment;
    }

    // A manifest does not tell what ends by itself: nothing that others connect to, and called a migration.
    private static bool IsOnce(ProgramResource program) => program.Bindings.Count == 0 && program.Volumes.Count == 0 && Once.Any(word => program.Name.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static WorkloadKind? Said(string? kind) => kind?.ToLowerInvariant() switch
    {
        "deployment" => WorkloadKind.Deployment,
        "statefulset" => WorkloadKind.StatefulSet,
        "job" => WorkloadKind.Job,
        _ => null,
    };
}
