using Gaia.Manifests.Objects;

namespace Gaia.Manifests.Checks;

/// <summary>Scalers and budgets have workloads, and each workload at most one scaler.</summary>
internal static class ScalerChecks
{
    private static readonly string[] Scalers = ["HorizontalPodAutoscaler", "ScaledObject"];

    public static IEnumerable<Finding> Of(Inventory inventory) =>
    [
        .. inventory.Objects.Where(item => Scalers.Contains(item.Kind)).SelectMany(scaler => OfScaler(inventory, scaler)),
        .. from same in inventory.Objects.Where(item => Scalers.Contains(item.Kind)).GroupBy(item => (item.Namespace, item.Content.TextAt("spec", "scaleTargetRef", "kind"), item.Content.TextAt("spec", "scaleTargetRef", "name")))
           where same.Count() > 1
           select new Finding("scaler.unique", same.Last().Title(), null, $"{same.Key.Item2} {same.Key.Item3} has {same.Count()} scalers."),
        .. from budget in inventory.OfKind("PodDisruptionBudget")
           where !inventory.Selected(budget.Namespace, budget.Content.MapAt("spec", "selector", "matchLabels")).Any()
           select new Finding("selector.pods", budget.Title(), null, "Its selector fits no pods."),
        .. inventory.OfKind("TriggerAuthentication").SelectMany(authentication => OfAuthentication(inventory, authentication)),
    ];

    private static IEnumerable<Finding> OfScaler(Inventory inventory, KubernetesObject scaler)
    {
        var (kind, name) = (scaler.Content.TextAt("spec", "scaleTargetRef", "kind") ?? "Deployment", scaler.Content.TextAt("spec", "scaleTargetRef", "name"));
        if (inventory.Find(scaler.Namespace, kind, name) is not { } target)
            yield return new("reference.target", scaler.Title(), null, $"It scales {kind} {name}, which is not there.");
        else if (target.Content.At("spec", "replicas") is not null)
            yield return new("scaler.replicas", target.Title(), null, $"It has replicas, which each apply would set back: {scaler.Title()} decides.");
        foreach (var authentication in scaler.Content.ItemsAt("spec", "triggers").Select(trigger => trigger.TextAt("authenticationRef", "name")).OfType<string>())
            if (!inventory.Has(scaler.Namespace, "TriggerAuthentication", authentication))
                yield return new("reference.triggerauthentication", scaler.Title(), null, $"It refers to TriggerAuthentication {authentication}, which is not there.");
    }

    private static IEnumerable<Finding> OfAuthentication(Inventory inventory, KubernetesObject authentication)
    {
        foreach (var target in authentication.Content.ItemsAt("spec", "secretTargetRef"))
        {
            var (name, key) = (target.TextAt("name"), target.TextAt("key"));
            var keys = inventory.SecretKeys(authentication.Namespace, name);
            if (keys is null && !inventory.Has(authentication.Namespace, "Secret", name))
                yield return new("reference.secret", authentication.Title(), null, $"It refers to Secret {name}, which nobody makes.");
            else if (keys is not null && !keys.Contains(key ?? ""))
                yield return new("reference.key", authentication.Title(), null, $"It refers to key {key} of Secret {name}, which has no such key.");
        }
    }
}
