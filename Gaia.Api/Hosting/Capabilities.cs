using System.Reflection;
using Gaia.Access;
using Gaia.Audit;
using Gaia.Jobs;
using Gaia.Runs;

namespace Gaia.Api.Hosting;

/// <summary>Those with a schema of their own, in the order in which they are migrated.</summary>
internal static class Capabilities
{
    public static IReadOnlyList<Assembly> All { get; } =
    [
        typeof(AuditServices).Assembly, typeof(AccessServices).Assembly, typeof(JobsServices).Assembly, typeof(RunsServices).Assembly,
        typeof(Capabilities).Assembly,
    ];
}
