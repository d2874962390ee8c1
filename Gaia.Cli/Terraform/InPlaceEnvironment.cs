using Gaia.Cli.Hosting;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Components;
using Gaia.Stacks.Terraform;

namespace Gaia.Cli.Terraform;

/// <summary>The environment of terraform: ours, then the component's env, then what Atmos always sets.</summary>
internal static class InPlaceEnvironment
{
    public static IReadOnlyDictionary<string, string> Of(CliContext context, ComponentInstance instance, InPlaceSettings settings)
    {
        var set = new Dictionary<string, string>(TerraformFiles.Environment(instance, settings.Evaluation, context.Token), StringComparer.Ordinal)
        {
            ["ATMOS_CLI_CONFIG_PATH"] = settings.Configuration.CliConfigPath,
            ["ATMOS_BASE_PATH"] = settings.Configuration.BasePath,
            ["TF_IN_AUTOMATION"] = "true",
        };
        if (settings.UserAgent is { Length: > 0 } agent) set["TF_APPEND_USER_AGENT"] = agent;
        return context.Environment.With(set);
    }

    /// <summary>`command` of the component, else of atmos.yaml or ATMOS_COMPONENTS_TERRAFORM_COMMAND, else terraform.</summary>
    public static string Command(ComponentInstance instance, InPlaceSettings settings) =>
        instance.Merged["command"] is StringNode { Value.Length: > 0 } command ? command.Value
        : settings.Configuration.Terraform.Command is { Length: > 0 } configured ? configured : "terraform";
}
