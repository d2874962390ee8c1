using Gaia.Manifests.Model;

namespace Gaia.Manifests.Objects;

/// <summary>.NET projects among the workloads: built as one, or given what Aspire gives each of them alone.</summary>
internal static class Projects
{
    public static bool Is(AppModel model, Workload workload) =>
        model.Builds.Any(build => build.Workload == workload.Name && build.Project is not null)
        || workload.Environment.Any(variable => variable.Key.StartsWith("OTEL_DOTNET_", StringComparison.Ordinal));
}
