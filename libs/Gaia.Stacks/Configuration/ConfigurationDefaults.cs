using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml;

namespace Gaia.Stacks.Configuration;

/// <summary>What holds where nothing is written.</summary>
internal static class ConfigurationDefaults
{
    /// <summary>Below every atmos.yaml.</summary>
    public static MapNode Below { get; } = Parse(
        """
        components:
          terraform: {base_path: components/terraform, command: terraform}
          helmfile: {base_path: components/helmfile, command: helmfile, use_eks: false}
          packer: {base_path: components/packer, command: packer}
        stacks: {base_path: stacks, included_paths: [], excluded_paths: []}
        settings: {list_merge_strategy: replace}
        workflows: {base_path: stacks/workflows}
        logs: {file: /dev/stderr, level: Warning}
        """);

    /// <summary>Used when no atmos.yaml exists at all.</summary>
    public static MapNode Alone { get; } = Parse(
        """
        base_path: .
        stacks:
          included_paths: [orgs/**/*]
          excluded_paths: ["**/_defaults.yaml"]
          name_pattern: "{tenant}-{environment}-{stage}"
        components:
          terraform: {apply_auto_approve: false, deploy_run_init: true, init_run_reconfigure: true, auto_generate_backend_file: true}
        schemas:
          jsonschema: {base_path: stacks/schemas/jsonschema}
          opa: {base_path: stacks/schemas/opa}
        templates: {settings: {enabled: true, sprig: {enabled: true}, gomplate: {enabled: true, datasources: {}}}}
        """);

    private static MapNode Parse(string yaml) => (MapNode)YamlReader.Read(yaml);
}
