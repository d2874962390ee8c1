using System.Globalization;
using System.Text.Json;

namespace Gaia.Contracts.Client;

public sealed record RunQuery(string? Stack = null, string? Component = null, RunStatus? Status = null, int? PageSize = null)
{
    internal string Path(string? cursor) => Query.Append(
        Routes.Runs,
        ("stack", Stack),
        ("component", Component),
        ("status", Status is { } status ? JsonNamingPolicy.CamelCase.ConvertName(status.ToString()) : null),
        ("limit", PageSize?.ToString(CultureInfo.InvariantCulture)),
        ("cursor", cursor));
}
