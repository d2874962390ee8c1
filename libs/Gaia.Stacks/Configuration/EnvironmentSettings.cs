using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Configuration;

/// <summary>ATMOS_* variables that override single settings.</summary>
internal static class EnvironmentSettings
{
    private enum Shape
    {
        Text,
        Flag,
        List,
        Number,
    }

    private static readonly (string Variable, Shape Shape, string Path)[] Known =
    [
        ("ATMOS_BASE_PATH", Shape.Text, "base_path"),
        ("ATMOS_VENDOR_BASE_PATH", Shape.Text, "vendor.base_path"),
        ("ATMOS_STACKS_BASE_PATH", Shape.Text, "stacks.base_path"),
        ("ATMOS_STACKS_INCLUDED_PATHS", Shape.List, "stacks.included_paths"),
        ("ATMOS_STACKS_EXCLUDED_PATHS", Shape.List, "stacks.excluded_paths"),
        ("ATMOS_STACKS_NAME_PATTERN", Shape.Text, "stacks.name_pattern"),
        ("ATMOS_STACKS_NAME_TEMPLATE", Shape.Text, "stacks.name_template"),
        ("ATMOS_COMPONENTS_TERRAFORM_COMMAND", Shape.Text, "components.terraform.command"),
        ("ATMOS_COMPONENTS_TERRAFORM_BASE_PATH", Shape.Text, "components.terraform.base_path"),
        ("ATMOS_COMPONENTS_TERRAFORM_APPLY_AUTO_APPROVE", Shape.Flag, "components.terraform.apply_auto_approve"),
        ("ATMOS_COMPONENTS_TERRAFORM_DEPLOY_RUN_INIT", Shape.Flag, "components.terraform.deploy_run_init"),
        ("ATMOS_COMPONENTS_TERRAFORM_INIT_RUN_RECONFIGURE", Shape.Flag, "components.terraform.init_run_reconfigure"),
        ("ATMOS_COMPONENTS_TERRAFORM_INIT_PASS_VARS", Shape.Flag, "components.terraform.init.pass_vars"),
        ("ATMOS_COMPONENTS_TERRAFORM_PLAN_SKIP_PLANFILE", Shape.Flag, "components.terraform.plan.skip_planfile"),
        ("ATMOS_COMPONENTS_TERRAFORM_AUTO_GENERATE_BACKEND_FILE", Shape.Flag, "components.terraform.auto_generate_backend_file"),
        ("ATMOS_COMPONENTS_TERRAFORM_AUTO_GENERATE_FILES", Shape.Flag, "components.terraform.auto_generate_files"),
        ("ATMOS_COMPONENTS_TERRAFORM_WORKSPACES_ENABLED", Shape.Flag, "components.terraform.workspaces_enabled"),
        ("ATMOS_COMPONENTS_TERRAFORM_APPEND_USER_AGENT", Shape.Text, "components.terraform.append_user_agent"),
        ("ATMOS_COMPONENTS_HELMFILE_COMMAND", Shape.Text, "components.helmfile.command"),
        ("ATMOS_COMPONENTS_HELMFILE_BASE_PATH", Shape.Text, "components.helmfile.base_path"),
        ("ATMOS_COMPONENTS_HELMFILE_USE_EKS", Shape.Flag, "components.helmfile.use_eks"),
        ("ATMOS_COMPONENTS_HELMFILE_KUBECONFIG_PATH", Shape.Text, "components.helmfile.kubeconfig_path"),
        ("ATMOS_COMPONENTS_HELMFILE_HELM_AWS_PROFILE_PATTERN", Shape.Text, "components.helmfile.helm_aws_profile_pattern"),
        ("ATMOS_COMPONENTS_HELMFILE_CLUSTER_NAME_PATTERN", Shape.Text, "components.helmfile.cluster_name_pattern"),
        ("ATMOS_COMPONENTS_PACKER_COMMAND", Shape.Text, "components.packer.command"),
        ("ATMOS_COMPONENTS_PACKER_BASE_PATH", Shape.Text, "components.packer.base_path"),
        ("ATMOS_WORKFLOWS_BASE_PATH", Shape.Text, "workflows.base_path"),
        ("ATMOS_SCHEMAS_JSONSCHEMA_BASE_PATH", Shape.Text, "schemas.jsonschema.base_path"),
        ("ATMOS_SCHEMAS_OPA_BASE_PATH", Shape.Text, "schemas.opa.base_path"),
        ("ATMOS_SCHEMAS_CUE_BASE_PATH", Shape.Text, "schemas.cue.base_path"),
        ("ATMOS_SCHEMAS_ATMOS_MANIFEST", Shape.Text, "schemas.atmos.manifest"),
        ("ATMOS_LOGS_FILE", Shape.Text, "logs.file"),
        ("ATMOS_LOGS_LEVEL", Shape.Text, "logs.level"),
        ("ATMOS_SETTINGS_LIST_MERGE_STRATEGY", Shape.Text, "settings.list_merge_strategy"),
        ("ATMOS_VERSION_CHECK_ENABLED", Shape.Flag, "version.check.enabled"),
        ("ATMOS_TEMPLATES_SETTINGS_ENABLED", Shape.Flag, "templates.settings.enabled"),
        ("ATMOS_TEMPLATES_SETTINGS_EVALUATIONS", Shape.Number, "templates.settings.evaluations"),
        ("ATMOS_PROFILES_BASE_PATH", Shape.Text, "profiles.base_path"),
    ];

    public static MapNode Apply(MapNode configuration, IReadOnlyDictionary<string, string> environment)
    {
        foreach (var (variable, shape, path) in Known)
            if (environment.TryGetValue(variable, out var value) && value.Length > 0)
                configuration = Set(configuration, path.Split('.'), Read(variable, shape, value));
        return configuration;
    }

    private static MapNode Set(MapNode map, ReadOnlySpan<string> path, Node value) =>
        path.Length == 1 ? map.With(path[0], value) : map.With(path[0], Set(map.Map(path[0]) ?? MapNode.Empty, path[1..], value));

    private static Node Read(string variable, Shape shape, string value) => shape switch
    {
        Shape.Text => new StringNode(value),
        Shape.List => new ListNode([.. value.Split(',').Select(item => new StringNode(item))]),
        Shape.Number => int.TryParse(value, out var number) ? new IntNode(number) : throw Wrong(variable, value, "a number"),
        Shape.Flag => value switch
        {
            "1" or "t" or "T" or "true" or "TRUE" or "True" => new BoolNode(true),
            "0" or "f" or "F" or "false" or "FALSE" or "False" => new BoolNode(false),
            _ => throw Wrong(variable, value, "true or false"),
        },
    };

    private static StacksInvalidException Wrong(string variable, string value, string wanted) =>
        new("config.environment", $"{variable} must be {wanted}, not '{value}'");
}
