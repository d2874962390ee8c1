namespace Gaia.Manifests.Aspire;

/// <summary>Types of stores in manifests from before Aspire 8, which wrote them without an image: `redis.v0`, `postgres.server.v0`, `postgres.database.v0`.</summary>
internal static class PreviewTypes
{
    private static readonly string[] Stores = ["redis", "postgres", "sqlserver", "mysql", "mongodb", "rabbitmq", "kafka", "oracle"];

    public static bool Is(string type) => Stores.Any(store => type.StartsWith($"{store}.", StringComparison.Ordinal));

    /// <summary>"db": {"type": "postgres.database.v0", "parent": "pg"} is what later ones write as a connection string; null: it is not a database.</summary>
    public static string? Database(string name, string type, string parent) => type.Split('.') switch
    {
        ["mongodb", "database", _] => $"{{{parent}.connectionString}}/{name}",
        [_, "database", _] when Is(type) => $"{{{parent}.connectionString}};Database={name}",
        _ => null,
    };
}
