namespace Gaia.ServiceDefaults.Database;

/// <summary>The roles that Gaia has in PostgreSQL. None is a superuser or may make roles or databases.</summary>
public static class DatabaseRoles
{
    /// <summary>Owns every schema, and cannot log in: who migrates becomes it (SET ROLE). No process keeps it.</summary>
    public const string Owner = "gaia_migrations";

    /// <summary>Of the API.</summary>
    public const string Api = "gaia_api";

    /// <summary>Of the workers.</summary>
    public const string Worker = "gaia_worker";

    internal static IReadOnlyList<string> All { get; } = [Owner, Api, Worker];
}
