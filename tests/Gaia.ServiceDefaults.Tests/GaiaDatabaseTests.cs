using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Gaia.ServiceDefaults.Tests;

public sealed class GaiaDatabaseTests
{
    [Theory]
    [InlineData("Host=db;Username=gaia", 200)]
    [InlineData("Host=pooler;Max Auto Prepare=0", 0)]
    [InlineData("Host=pooler;max auto prepare=20", 20)]
    public void Statements_are_kept_prepared_unless_the_connection_string_says_otherwise(string connection, int expected)
    {
        var source = new NpgsqlDataSourceBuilder(connection);
        GaiaDatabase.Prepare(source);
        Assert.Equal(expected, source.ConnectionStringBuilder.MaxAutoPrepare);
    }
}
