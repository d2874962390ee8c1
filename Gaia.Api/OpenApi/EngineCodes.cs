namespace Gaia.Api.OpenApi;

/// <summary>What the engine says of a configuration that does not give what is asked of it.</summary>
internal static class EngineCodes
{
    public static IReadOnlyList<string> NotFound { get; } =
    [
        "stack.not-found", "component.not-found", "config.profile-not-found", "provenance.no-value", "stack.no-locals", "why.no-value",
        "workflow.file-not-found", "workflow.not-found",
    ];

    public static IReadOnlyList<string> Unprocessable { get; } =
    [
        "auth.unsupported", "backend.no-workspaces", "component.abstract", "component.base-not-found", "component.disabled", "component.duplicate",
        "component.inheritance-cycle", "component.locked", "component.no-terraform-files", "component.not-terraform", "component.path",
        "component.remote-state-mismatch", "component.unreadable", "config.environment", "config.import", "config.import-depth",
        "config.import-not-found", "config.not-a-map", "config.not-found", "config.type", "configuration.too-much-work", "dependencies.cycle",
        "environment.not-sent", "evaluation.cycle", "file.unreadable", "function.env", "generate.outside", "git.not-sent", "hcl.syntax",
        "hook.invalid", "hook.output", "hook.unsupported", "import.cycle", "import.depth", "import.not-found", "include.arguments", "include.depth",
        "include.hcl", "include.not-found", "include.query", "locals.cycle", "manifest.import", "manifest.locals", "manifest.not-a-map",
        "manifest.overrides", "manifest.type", "merge.list-strategy", "outside.remote-files", "path.invalid", "path.outside", "path.pattern",
        "policy.broken", "policy.failed", "policy.missing", "policy.no-opa", "policy.timeout", "provision.workdir", "schema.invalid",
        "section.unsupported", "stack.name", "stacks.no-folder", "store.failed", "store.options", "store.unknown", "template.failed",
        "validation.invalid", "variable.invalid", "variable.not-plain", "variable.undeclared", "why.path", "workflow.ambiguous", "workflow.manifest",
        "workflow.retry", "yaml.alias-cycle", "yaml.duplicate-key", "yaml.key", "yaml.merge-key", "yaml.syntax", "yaml.tab", "yaml.tag",
        "yaml.too-deep", "yaml.too-large", "yaml.too-many-nodes", "yaml.unknown-alias", "yaml.unknown-function", "yq.failed",
    ];
}
