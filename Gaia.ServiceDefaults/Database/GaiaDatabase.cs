using Npgsql;

namespace Microsoft.Extensions.Hosting;

/// <summary>The connection to PostgreSQL that every Gaia service has.</summary>
public static class GaiaDatabase
{
    private const string PreparedStatements = "Max Auto Prepare";
    private const int Enough = 200;

    /// <summary>
    /// Of the connection string `gaia`. A run is some hundred small statements, always the same: PostgreSQL keeps them
    /// prepared, unless the connection string says otherwise (a pooler of transactions may want 0).
    /// </summary>
    public static TBuilder AddGaiaDatabase<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        builder.AddNpgsqlDataSource("gaia", configureDataSourceBuilder: Prepare);
        return builder;
    }

    internal static void Prepare(NpgsqlDataSourceBuilder source)
    {
        if (!source.ConnectionStringBuilder.ShouldSerialize(PreparedStatements)) source.ConnectionStringBuilder.MaxAutoPrepare = Enough;
    }
}
