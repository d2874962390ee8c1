using System.Text;
using System.Text.Json;
using Gaia.Documents.Writing;
using Gaia.Stacks;
using Gaia.Stacks.Terraform;
using Gaia.Terraform;

namespace Gaia.Runs.Masking;

/// <summary>What is known to be secret before terraform has said what else is.</summary>
internal static class RunSecrets
{
    private const string Given = "TF_VAR_";
    private static readonly string[] Settings = [TerraformFiles.BackendName, TerraformFiles.ProviderOverridesName];

    /// <param name="environment">Whole, of terraform.</param>
    public static IEnumerable<string> OfEnvironment(ActionPlan plan, IReadOnlyDictionary<string, string> environment) =>
    [
        .. environment.Where(variable => variable.Key.StartsWith(Given, StringComparison.Ordinal) && plan.SensitiveVariables.Contains(variable.Key[Given.Length..]))
            .Select(variable => variable.Value),
        .. SecretText.OfEnvironment(environment),
    ];

    /// <summary>What the plan of action itself says: nothing is checked, written or run before it is known.</summary>
    public static IEnumerable<string> Of(ActionPlan plan, AtmosRepository repository, CancellationToken cancellationToken)
    {
        using var varfile = JsonDocument.Parse(TerraformFiles.Varfile(plan.Instance, cancellation: cancellationToken));
        return
        [
            .. SensitiveVariables.Values(plan.SensitiveVariables, varfile.RootElement),
            .. plan.SensitiveDefaults,
            .. plan.Given.Sensitive.SelectMany(values => SensitiveVariables.Values(plan.SensitiveVariables, Encoding.UTF8.GetBytes(NodeJson.Write(values)))),
            .. SecretText.OfEnvironment(plan.Environment),
            .. StackEnvironment.Secrets(plan.Environment, Plain(plan, varfile.RootElement)),
            .. Settings.SelectMany(name => plan.Files.TryGetValue(name, out var json) ? SecretText.OfSettings(json) : []),
            .. repository.SecretsRead,
        ];
    }

    private static HashSet<string> Plain(ActionPlan plan, JsonElement varfile) =>
    [
        plan.Instance.Name, plan.Instance.StackName,
        .. varfile.EnumerateObject().Where(variable => !plan.SensitiveVariables.Contains(variable.Name)).SelectMany(variable => SensitiveVariables.Leaves(variable.Value)),
    ];
}
