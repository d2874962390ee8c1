using Gaia.ServiceDefaults.Database;
using Gaia.ServiceDefaults.Settings;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Microsoft.Extensions.Hosting;

/// <summary>The connection to PostgreSQL that every Gaia service has.</summary>
public static class GaiaDatabase
{
    internal const string ConnectionName = "gaia";
    private const string PasswordSetting = "Gaia__Database__PasswordFile";
    private const string PreparedStatements = "Max Auto Prepare";
    private const int Enough = 200;

    /// <summary>
    /// Of the connection string `gaia`. A run is some hundred small statements, always the same: PostgreSQL keeps them
    /// prepared, unless the connection string says otherwise (a pooler between has to pool sessions: their locks count).
    /// </summary>
    public static TBuilder AddGaiaDatabase<TBuilder>(this TBuilder builder) where TBuilder : IHostApplicationBuilder
    {
        var options = Options(builder.Configuration);
        builder.AddNpgsqlDataSource("gaia", configureDataSourceBuilder: source =>
        {
            Prepare(source);
            UsePasswordFile(source, options.PasswordFile);
        });
        return builder;
    }

    /// <exception cref="WrongSettingException">The connection string is missing or cannot be read.</exception>
    internal static void Demand(IConfiguration configuration)
    {
        if (configuration.GetConnectionString(ConnectionName) is not { Length: > 0 } given)
            throw new WrongSettingException($"ConnectionStrings__{ConnectionName} is not set: it takes Host=SERVER;Database=NAME;Username=ROLE.");
        try
        {
            _ = new NpgsqlConnectionStringBuilder(given);
        }
        catch (ArgumentException wrong)
        {
            throw new WrongSettingException($"ConnectionStrings__{ConnectionName} cannot be read: {wrong.Message.Split(" (Parameter")[0].TrimEnd('.')}. It takes Host=SERVER;Database=NAME;Username=ROLE.");
        }
    }

    internal static DatabaseOptions Options(IConfiguration configuration) =>
        configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new();

    internal static void Prepare(NpgsqlDataSourceBuilder source)
    {
        if (!source.ConnectionStringBuilder.ShouldSerialize(PreparedStatements)) source.ConnectionStringBuilder.MaxAutoPrepare = Enough;
    }

    /// <summary>Read for every connection that is made: a password that was changed applies from the next one on.</summary>
    internal static void UsePasswordFile(NpgsqlDataSourceBuilder source, string? file)
    {
        if (string.IsNullOrEmpty(file)) return;
        if (!string.IsNullOrEmpty(source.ConnectionStringBuilder.Password))
            throw new WrongSettingException($"ConnectionStrings__{ConnectionName} has a password, and {PasswordSetting} names a file with one. Take one of them away.");
        PasswordFile.Read(file, PasswordSetting);
        source.UsePasswordProvider(_ => PasswordFile.Read(file, PasswordSetting), (_, _) => new(PasswordFile.Read(file, PasswordSetting)));
    }

    /// <summary>Connections that act as the schemas' owner. Not pooled: what returns to a pool forgets its role.</summary>
    public static NpgsqlDataSource AsOwner(string connectionString, string? passwordFile = null)
    {
        var source = new NpgsqlDataSourceBuilder(connectionString);
        source.ConnectionStringBuilder.Pooling = false;
        UsePasswordFile(source, passwordFile);
        const string Become = $"SET ROLE {DatabaseRoles.Owner}";
        source.UsePhysicalConnectionInitializer(
            connection =>
            {
                using var command = new NpgsqlCommand(Become, connection);
                command.ExecuteNonQuery();
            },
            async connection =>
            {
                await using var command = new NpgsqlCommand(Become, connection);
                await command.ExecuteNonQueryAsync();
            });
        return source.Build();
    }
}
