using System.Text.RegularExpressions;
using Gaia.Documents.Nodes;
using Gaia.Manifests.Model;
using Gaia.Manifests.Objects.Secrets;

namespace Gaia.Manifests.Objects.Pods;

/// <summary>Plain values come from the ConfigMap; what holds a secret or a `$(` stands with the container.</summary>
internal static partial class ContainerEnvironment
{
    public static (ListNode Env, ListNode EnvFrom) Of(AppModel model, Workload workload)
    {
        var own = Variables(workload).Where(variable => !IsPlain(variable)).ToList();
        return (
            // A variable is only known to those after it.
            Fields.List(Named(workload, own).Select(key => Secret(model, ContainerText.VariableOf(key), key)).Concat(own.Select(variable => Variable(model, variable)))),
            Config(workload).Count == 0 ? ListNode.Empty : Fields.List(Fields.Map(("configMapRef", Fields.Map(("name", ConfigMaps.ConfigName(workload)))))));
    }

    public static MapNode Config(Workload workload) => Fields.Map(Variables(workload).Where(IsPlain).Select(variable => KeyValuePair.Create(variable.Key, variable.Value.Text)));

    private static IEnumerable<KeyValuePair<string, Value>> Variables(Workload workload) => workload.Environment
        .Concat(workload.Facts.Environment
            .ExceptBy(workload.Environment.Select(variable => variable.Key), variable => variable.Key)
            .Select(variable => KeyValuePair.Create(variable.Key, Value.Of(variable.Value))))
        .OrderBy(variable => variable.Key, StringComparer.Ordinal);

    private static bool IsPlain(KeyValuePair<string, Value> variable) =>
        !variable.Value.HasSecret && !variable.Value.Text.Contains("$(", StringComparison.Ordinal) && KeyPattern().IsMatch(variable.Key);

    /// <summary>Secrets that stand inside of other text.</summary>
    private static IEnumerable<string> Named(Workload workload, IEnumerable<KeyValuePair<string, Value>> variables) => variables.Select(variable => variable.Value)
        .Where(value => value.Parts is not [SecretPart])
        .Concat(workload.Command).Concat(workload.Args)
        .SelectMany(value => value.Parts).OfType<SecretPart>().Select(part => part.Key)
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static MapNode Variable(AppModel model, KeyValuePair<string, Value> variable) => variable.Value.Parts is [SecretPart secret]
        ? Secret(model, variable.Key, secret.Key)
        : Fields.Map(("name", variable.Key), ("value", ContainerText.Of(variable.Value)));

    private static MapNode Secret(AppModel model, string name, string key) =>
        Fields.Map(("name", name), ("valueFrom", Fields.Map(("secretKeyRef", SecretPlaces.Of(model, key).Selector))));

    /// <summary>Keys of a ConfigMap.</summary>
    [GeneratedRegex(@"^[-._a-zA-Z0-9]{1,253}\z")]
    private static partial Regex KeyPattern();
}
