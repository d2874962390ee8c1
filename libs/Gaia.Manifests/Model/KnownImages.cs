namespace Gaia.Manifests.Model;

/// <summary>What images need that many applications use. They are found by the last part of their repository, whatever the registry.</summary>
internal static class KnownImages
{
    private const int AspNetUser = 1654;

    private static readonly string[] Postgres = ["sh", "-c", "pg_isready -q -h 127.0.0.1 -U \"${POSTGRES_USER:-postgres}\""];

    private static readonly Dictionary<string, Row> Rows = new(StringComparer.OrdinalIgnoreCase)
    {
        ["postgres"] = new(999, 70, ["/var/run/postgresql", "/var/lib/postgresql"], Postgres, Kept.Alone),
        ["postgresql"] = new(999, 70, ["/var/run/postgresql", "/var/lib/postgresql"], Postgres, Kept.Alone),
        ["pgvector"] = new(999, 70, ["/var/run/postgresql", "/var/lib/postgresql"], Postgres, Kept.Alone),
        ["postgis"] = new(999, 70, ["/var/run/postgresql", "/var/lib/postgresql"], Postgres, Kept.Alone),
        // Made from Alpine without saying so in its tag.
        ["timescaledb"] = new(70, 70, ["/var/run/postgresql", "/var/lib/postgresql"], Postgres, Kept.Alone),
        ["redis"] = new(999, 999, ["/data"], Redis("redis-cli", "REDIS_PASSWORD"), Kept.Alone),
        ["redis-stack-server"] = new(999, 999, ["/data"], Redis("redis-cli", "REDIS_PASSWORD"), Kept.Alone, IsReadOnly: false),
        ["valkey"] = new(999, 999, ["/data"], Redis("valkey-cli", "VALKEY_PASSWORD"), Kept.Alone),
        ["garnet"] = new(AspNetUser, AspNetUser, ["/data"], null, Kept.Alone),
        ["dragonfly"] = new(999, 999, ["/data"], null, Kept.Alone),
        ["memcached"] = new(11211, 11211, [], null, Kept.Not),
        // Its own check starts a virtual machine each time; the port opens when the node is up.
        ["rabbitmq"] = new(999, 100, ["/var/lib/rabbitmq", "/var/log/rabbitmq"], null, Kept.Alone),
        ["mysql"] = new(999, 999, ["/var/lib/mysql", "/var/run/mysqld", "/var/lib/mysql-files"], ["sh", "-c", "mysqladmin ping --silent -h 127.0.0.1"], Kept.Alone),
        ["mariadb"] = new(999, 999, ["/var/lib/mysql", "/run/mysqld"], ["sh", "-c", "mariadb-admin ping --silent -h 127.0.0.1"], Kept.Alone),
        ["mongo"] = new(999, 999, ["/data/db", "/data/configdb"], null, Kept.Alone),
        ["mssql/server"] = new(10001, 10001, ["/var/opt/mssql", "/var/opt/mssql-extensibility", "/.system"], null, Kept.Alone),
        ["azure-sql-edge"] = new(10001, 10001, ["/var/opt/mssql", "/.system"], null, Kept.Alone),
        // Kafka's images write their configuration beside files of their own.
        ["confluent-local"] = new(1000, 1000, ["/var/lib/kafka/data"], null, Kept.Alone, IsReadOnly: false),
        ["cp-kafka"] = new(1000, 1000, ["/var/lib/kafka/data"], null, Kept.Alone, IsReadOnly: false),
        ["kafka"] = new(1000, 1000, ["/var/lib/kafka/data"], null, Kept.Alone, IsReadOnly: false),
        ["kafka-ui"] = new(100, 100, [], null, Kept.Not),
        ["nats"] = new(1000, 1000, ["/data"], null, Kept.Alone),
        // Keycloak compiles itself into /opt/keycloak/lib when it starts.
        ["keycloak"] = new(1000, 1000, ["/opt/keycloak/data"], null, Kept.Alone, IsReadOnly: false),
        ["seq"] = new(1000, 1000, ["/data"], null, Kept.Alone),
        ["elasticsearch"] = new(1000, 1000, ["/usr/share/elasticsearch/data", "/usr/share/elasticsearch/logs"], null, Kept.Alone, IsReadOnly: false),
        ["kibana"] = new(1000, 1000, ["/usr/share/kibana/data"], null, Kept.Not, IsReadOnly: false),
        ["minio"] = new(1000, 1000, ["/data"], null, Kept.Alone),
        ["azurite"] = new(1000, 1000, ["/data"], null, Kept.Alone),
        ["yarp"] = new(AspNetUser, AspNetUser, [], null, Kept.Not),
        ["aspire-dashboard"] = new(AspNetUser, AspNetUser, [], null, Kept.Alone),
        ["pgadmin4"] = new(5050, 5050, ["/var/lib/pgadmin"], null, Kept.Alone, IsReadOnly: false),
        ["mailpit"] = new(1000, 1000, ["/data"], null, Kept.Alone),
        ["maildev"] = new(1000, 1000, [], null, Kept.Alone),
        ["redisinsight"] = new(1000, 1000, ["/data"], null, Kept.Alone),
        ["redis-commander"] = new(10000, 10000, ["/redis-commander/config"], null, Kept.Not, IsReadOnly: false),
        ["mongo-express"] = new(1000, 1000, [], null, Kept.Not),
        ["phpmyadmin"] = new(33, 82, ["/sessions", "/var/run/apache2"], null, Kept.Not, IsReadOnly: false),
        ["nginx"] = new(101, 101, ["/var/cache/nginx", "/var/run"], null, Kept.Not),
        ["nginx-unprivileged"] = new(101, 101, ["/var/cache/nginx"], null, Kept.Not),
        ["traefik"] = new(65532, 65532, [], null, Kept.Not),
        ["grafana"] = new(472, 472, ["/var/lib/grafana", "/var/log/grafana"], null, Kept.Alone),
        ["prometheus"] = new(65534, 65534, ["/prometheus"], null, Kept.Alone),
        ["loki"] = new(10001, 10001, ["/loki"], null, Kept.Alone),
        ["tempo"] = new(10001, 10001, ["/var/tempo"], null, Kept.Alone),
        ["all-in-one"] = new(10001, 10001, [], null, Kept.Alone),
        ["opentelemetry-collector"] = new(10001, 10001, [], null, Kept.Not),
        ["opentelemetry-collector-contrib"] = new(10001, 10001, [], null, Kept.Not),
        ["zipkin"] = new(1000, 1000, [], null, Kept.Alone, IsReadOnly: false),
        ["influxdb"] = new(1000, 1000, ["/var/lib/influxdb2", "/etc/influxdb2"], null, Kept.Alone),
        ["clickhouse-server"] = new(101, 101, ["/var/lib/clickhouse", "/var/log/clickhouse-server"], null, Kept.Alone, IsReadOnly: false),
        ["qdrant"] = new(1000, 1000, ["/qdrant/storage", "/qdrant/snapshots"], null, Kept.Alone, IsReadOnly: false),
        ["meilisearch"] = new(1000, 1000, ["/meili_data"], null, Kept.Alone),
        ["typesense"] = new(1000, 1000, ["/data"], null, Kept.Alone),
        ["ravendb"] = new(999, 999, ["/var/lib/ravendb/data", "/var/log/ravendb/logs"], null, Kept.Alone, IsReadOnly: false),
        ["eventstore"] = new(1000, 1000, ["/var/lib/eventstore", "/var/log/eventstore"], null, Kept.Alone),
        ["kurrentdb"] = new(1000, 1000, ["/var/lib/kurrentdb", "/var/log/kurrentdb"], null, Kept.Alone),
        ["surrealdb"] = new(65532, 65532, ["/data"], null, Kept.Alone),
    };

    private enum Kept
    {
        /// <summary>More replicas are more of the same.</summary>
        Not,

        /// <summary>It has data of its own: one replica.</summary>
        Alone,
    }

    public static ImageFacts Project { get; } = new(AspNetUser, [], IsReadOnly: true, Probe: null, IsSingle: false);

    /// <summary>For images that nothing is known of; 1000 is the first user that an image makes, such as node.</summary>
    public static ImageFacts Default { get; } = new(1000, [], IsReadOnly: true, Probe: null, IsSingle: false);

    /// <param name="mounts">Paths at which volumes are mounted.</param>
    public static ImageFacts Of(string image, IReadOnlyList<string> mounts)
    {
        var reference = ImageReference.Parse(image);
        if (Find(reference) is not { } row) return Default;
        // Bitnami's images are made alike, and unlike those whose names they have.
        if (reference.Repository.Contains("bitnami", StringComparison.OrdinalIgnoreCase)) return new ImageFacts(1001, [], IsReadOnly: false, Probe: null, row.IsSingle);
        return new ImageFacts(reference.IsAlpine ? row.AlpineUser : row.User, row.Writable, row.IsReadOnly, row.Probe, row.IsSingle) { Environment = Environment(row, mounts) };
    }

    // A volume's root has lost+found and belongs to root: initdb wants a folder that is empty and its own.
    private static IReadOnlyList<KeyValuePair<string, string>> Environment(Row row, IReadOnlyList<string> mounts) =>
        row.Probe == Postgres && mounts.Contains("/var/lib/postgresql/data") ? [new("PGDATA", "/var/lib/postgresql/data/pgdata")] : [];

    private static Row? Find(ImageReference image)
    {
        if (Rows.TryGetValue(image.LastPart, out var row)) return row;
        return image.Repository.EndsWith("mssql/server", StringComparison.OrdinalIgnoreCase) ? Rows["mssql/server"] : null;
    }

    // An answer that asks for a password is one, too: then the password is elsewhere than where Aspire puts it.
    private static string[] Redis(string client, string password) => ["sh", "-c", $"REDISCLI_AUTH=\"${password}\" {client} ping | grep -qE 'PONG|NOAUTH'"];

    private sealed record Row(int User, int AlpineUser, string[] Writable, string[]? Probe, Kept Kept, bool IsReadOnly = true)
    {
        public bool IsSingle => Kept == Kept.Alone;
    }
}
