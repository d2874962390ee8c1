using Gaia.Audit;
using Gaia.Jobs;
using Gaia.TestPostgres;

[assembly: AssemblyFixture(typeof(Gaia.Runs.Tests.Kit.RunsPostgres))]

namespace Gaia.Runs.Tests.Kit;

public sealed class RunsPostgres() : PostgresFixture(typeof(AuditServices).Assembly, typeof(JobsServices).Assembly, typeof(RunsServices).Assembly);
