namespace Gaia.Manifests.Network;

/// <summary>One way that traffic may take.</summary>
/// <param name="Port">Of the container that answers; null: every port.</param>
/// <param name="Protocol">TCP or UDP.</param>
internal sealed record Connection(Party From, Party To, int? Port, string Protocol)
{
    /// <summary>Set where only this path is meant, as that of metrics.</summary>
    public string? Path { get; init; }

    /// <summary>`5432`, `53/UDP`, `*`.</summary>
    public string PortLabel => (Port?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "*") + (Protocol == "TCP" ? "" : $"/{Protocol}");
}
