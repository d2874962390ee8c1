using System.Globalization;

namespace Gaia.Contracts.Client;

public sealed record StateQuery(string? Stack = null, string? Component = null, int? PageSize = null)
{
    internal string Path(string? cursor) => Query.Append(
        Routes.States,
        ("stack", Stack),
        ("component", Component),
        ("limit", PageSize?.ToString(CultureInfo.InvariantCulture)),
        ("cursor", cursor));
}
