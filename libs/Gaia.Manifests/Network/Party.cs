namespace Gaia.Manifests.Network;

/// <summary>One end of a connection.</summary>
internal abstract record Party
{
    /// <summary>For people and for order: unique among the parties of an application.</summary>
    public abstract string Name { get; }
}

/// <summary>The pods of a workload of the application.</summary>
/// <param name="Workload">Its name, which stands in the label `app.kubernetes.io/name`.</param>
internal sealed record PodsParty(string Workload) : Party
{
    public override string Name => Workload;
}

/// <summary>Pods of another namespace, or of any of the application's own that have the labels.</summary>
/// <param name="Namespace">Null: the application's.</param>
/// <param name="Labels">`key=value`, ordered; empty: all pods.</param>
internal sealed record NamespaceParty(string? Namespace, string Labels, NamespaceRole Role) : Party
{
    public override string Name => Labels.Length == 0 ? $"namespace {Namespace}" : $"{Labels} in {Namespace ?? "the same namespace"}";

    public IEnumerable<KeyValuePair<string, string>> LabelPairs() =>
        Labels.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1]));

    public static string LabelsOf(IReadOnlyDictionary<string, string> labels) =>
        string.Join(',', labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"));
}

internal enum NamespaceRole
{
    /// <summary>The pods that bring requests from outside.</summary>
    Entry,

    Monitoring,

    Scaling,

    /// <summary>Named in the settings, or a control plane.</summary>
    Other,
}

/// <summary>Addresses outside of the cluster.</summary>
/// <param name="Label">What lies there: an external service's name, or the range itself.</param>
/// <param name="Cidrs">Ordered, with commas between them: records compare by value.</param>
/// <param name="Except">The same.</param>
internal sealed record RangeParty(string Label, string Cidrs, string Except = "", bool IsEntry = false) : Party
{
    public const string Anywhere = "0.0.0.0/0";

    public override string Name => Label;

    public IEnumerable<string> Blocks() => Cidrs.Split(',');

    public IEnumerable<string> Holes() => Except.Split(',', StringSplitOptions.RemoveEmptyEntries);

    public static RangeParty Of(string label, IReadOnlyList<string> cidrs, bool isEntry = false) => new(label, Join(cidrs.Count == 0 ? [Anywhere] : cidrs), IsEntry: isEntry);

    public static string Join(IEnumerable<string> cidrs) => string.Join(',', cidrs.Order(StringComparer.Ordinal));
}

/// <summary>Whoever asks: a load balancer passes on requests from addresses that nobody knows before.</summary>
internal sealed record AnyoneParty : Party
{
    public override string Name => "internet";
}
