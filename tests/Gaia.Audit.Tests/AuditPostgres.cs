using Gaia.Audit.Tests;
using Gaia.TestPostgres;

[assembly: AssemblyFixture(typeof(AuditPostgres))]

namespace Gaia.Audit.Tests;

public sealed class AuditPostgres() : PostgresFixture(typeof(AuditServices).Assembly);
