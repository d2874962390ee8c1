using Gaia.Access.Tests;
using Gaia.Audit;
using Gaia.TestPostgres;

[assembly: AssemblyFixture(typeof(AccessPostgres))]

namespace Gaia.Access.Tests;

public sealed class AccessPostgres() : PostgresFixture(typeof(AuditServices).Assembly, typeof(AccessServices).Assembly);
