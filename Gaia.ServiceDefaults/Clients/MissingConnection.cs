namespace Gaia.ServiceDefaults.Clients;

internal static class MissingConnection
{
    public static InvalidOperationException Of(string section, string name) => new(
        $"No connection string '{name}'. Start the service through Gaia.AppHost, or set "
        + $"ConnectionStrings__{name} (or Aspire:{section}:{name}:ConnectionString).");
}
