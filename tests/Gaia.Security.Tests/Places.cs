namespace Gaia.Security.Tests;

internal static class Places
{
    private const string Manifest = "canary.yaml", Code = "canary.tf", Aws = "canary.aws";

    private const string Terraform = "components: {terraform: {base_path: components/terraform}}\n";

    private const string Stacks = "stacks: {base_path: stacks, included_paths: [\"*.yaml\"], name_template: \"{{ .vars.stage }}\"}\n";

    private const string Templates = "templates: {settings: {enabled: true, sprig: {enabled: true}, gomplate: {enabled: true}}}\n";

    public const string Atmos = "base_path: ./\n" + Terraform + Stacks + Templates;

    public static IReadOnlyList<Place> All { get; } =
    [
        Of("import", path => Stack($"import: [{path}]\n")),
        Of("import of a map", path => Stack($"import: [{{path: {path}, context: {{a: b}}}}]\n")),
        Of("import that may be missing", path => Stack($"import: [{{path: {path}, skip_if_missing: true}}]\n")),
        Of("import made by a template", path => Stack($"settings: {{where: {path}}}\nimport: [\"{{{{ .settings.where }}}}\"]\n")),
        Of("import of an imported file", path => [.. Stack("import: [below/a]\n"), ("stacks/below/a.yaml", $"import: [{path}]\n")]),
        Of("include", path => Stack($"settings: {{x: !include {path}}}\n")),
        Of("include.raw", path => Stack($"settings: {{x: !include.raw {path}}}\n")),
        Of("include of locals", path => Stack($"locals: {{x: !include {path}}}\nsettings: {{x: \"{{{{ .locals.x }}}}\"}}\n")),
        Of("include of an included file", path => [.. Stack("settings: {x: !include below.yaml}\n"), ("below.yaml", $"x: !include {path}\n")]),
        Of("import of atmos.yaml", path => [("atmos.yaml", $"import: [{path}]\n{Atmos}"), .. Demo]),
        Of("atmos.d", path => [("atmos.yaml", Atmos), ("atmos.d/more.yaml", $"import: [{path}]\n"), .. Demo]),
        Of("base_path", path => [("atmos.yaml", $"base_path: {path}\nstacks: {{base_path: \"\", included_paths: [\"*.yaml\"], name_template: \"{{{{ .vars.stage }}}}\"}}\n{Terraform}"), .. Demo]) with { TakesFolder = true, FindsIt = false },
        Of("base_path of a template", path => [("atmos.yaml", $"base_path: {path}\n{Terraform}{Stacks}{Templates}"), .. Demo]) with { TakesFolder = true, FindsIt = false },
        Of("stacks.base_path", path => [("atmos.yaml", $"base_path: ./\n{Terraform}stacks: {{base_path: {path}, included_paths: [\"**/*\"], name_pattern: \"{{canary}}\"}}\n"), .. Demo]) with { TakesFolder = true },
        Of("included_paths", path => [("atmos.yaml", $"base_path: ./\n{Terraform}stacks: {{base_path: stacks, included_paths: [{path}, \"*.yaml\"], name_pattern: \"{{canary}}\"}}\n"), .. Demo]),
        Of("excluded_paths", path => [("atmos.yaml", $"base_path: ./\n{Terraform}stacks: {{base_path: stacks, included_paths: [\"*.yaml\"], excluded_paths: [{path}], name_template: \"{{{{ .vars.stage }}}}\"}}\n"), .. Demo]) with { FindsIt = false },
        Of("components.terraform.base_path", Code, path => [("atmos.yaml", $"base_path: ./\ncomponents: {{terraform: {{base_path: {path}}}}}\n{Stacks}"), ("stacks/dev.yaml", "vars: {stage: dev}\ncomponents: {terraform: {app: {metadata: {component: \"../outside\"}}}}\n")]) with { TakesFolder = true },
        Of("metadata.component", Code, path => Component($"metadata: {{component: {path}}}")) with { TakesFolder = true },
        Of("component", Code, path => Component($"component: {path}")) with { TakesFolder = true },
        Of("file of a component", Code, path => Component($"metadata: {{component: {path}}}")) with { FindsIt = false },
        Of("workflows.base_path", path => [("atmos.yaml", $"workflows: {{base_path: {path}}}\n{Atmos}"), .. Demo]) with { TakesFolder = true },
        Of("profiles.base_path", path => [("atmos.yaml", $"profiles: {{base_path: {path}, default: \".\"}}\n{Atmos}"), .. Demo]) with { TakesFolder = true },
        Of("profiles.default", path => [("atmos.yaml", $"profiles: {{default: {path}}}\n{Atmos}"), .. Demo]) with { TakesFolder = true, FindsIt = false },
        Of("schemas.atmos.manifest", path => [("atmos.yaml", $"schemas: {{atmos: {{manifest: {path}}}}}\n{Atmos}"), .. Demo]),
        Of("settings.validation", path => Component($"settings: {{validation: {{x: {{schema_type: jsonschema, schema_path: {path}}}}}}}")),
        Of("schemas.jsonschema.base_path", path => [("atmos.yaml", $"schemas: {{jsonschema: {{base_path: {path}}}}}\n{Atmos}"), .. Component("settings: {validation: {x: {schema_type: jsonschema, schema_path: canary.yaml}}}")[1..]]) with { TakesFolder = true },
        Of("module_paths", path => [.. Component($"settings: {{validation: {{x: {{schema_type: opa, schema_path: a.rego, module_paths: [{path}]}}}}}}"), ("a.rego", "package atmos\n")]) with { FindsIt = false },
        Of("!terraform.state of a local backend", path => State($"path: {path}")),
        Of("!terraform.state of a workspace", path => [("atmos.yaml", Atmos), ("stacks/dev.yaml", $"vars: {{stage: dev}}\ncomponents:\n  terraform:\n    vpc: {{metadata: {{terraform_workspace: prod}}, backend_type: local, backend: {{local: {{workspace_dir: {path}}}}}}}\n    app: {{vars: {{x: !terraform.state vpc secret}}}}\n")]) with { TakesFolder = true, FindsIt = false },
        Of("outputs of atmos.Component", path => State($"path: {path}", "\"{{ (atmos.Component \\\"vpc\\\" .stack).outputs.secret }}\"")),
        Of("store of files", path => [("atmos.yaml", $"stores: {{s: {{type: file, options: {{path: {path}}}}}}}\n{Atmos}"), .. Component("vars: {x: !store.get s canary.yaml}")[1..]]) with { TakesFolder = true },
        Of("key of a store", path => [("atmos.yaml", $"stores: {{s: {{type: file, options: {{path: values}}}}}}\n{Atmos}"), ("stacks/dev.yaml", $"vars: {{stage: dev}}\ncomponents: {{terraform: {{app: {{vars: {{x: !store.get {Words("s", path)}}}}}}}}}\n")]) with { FindsIt = false },
        Of("AWS_CONFIG_FILE", Aws, path => Component($"env: {{AWS_CONFIG_FILE: {path}}}, vars: {{x: !aws.region }}")),
        Of("HOME of AWS", Aws, path => Component($"env: {{HOME: {path}}}, vars: {{x: !aws.region }}")) with { FindsIt = false },
        Of("shared_credentials_file", Aws, path => [("atmos.yaml", Atmos), ("stacks/dev.yaml", $"vars: {{stage: dev}}\ncomponents:\n  terraform:\n    vpc: {{backend_type: s3, backend: {{s3: {{bucket: b, endpoint: \"http://127.0.0.1:1\", shared_credentials_file: {path}}}}}}}\n    app: {{vars: {{x: !terraform.state vpc secret}}}}\n")]) with { FindsIt = false },
        Of("file.Read", path => Template($"file.Read {path}")),
        Of("file.Walk", path => Template($"range (file.Walk {path}) }}}}{{{{ if not (file.IsDir .) }}}}{{{{ file.Read . }}}}{{{{ end }}}}{{{{ end")) with { TakesFolder = true },
        Of("datasource", path => Template($"include {path}")) with { FindsIt = false },
        Of("datasource that is defined", path => Template($"defineDatasource \"d\" {path} }}}}{{{{ include \"d\"")),
        Of("datasource with a path below", path => Template($"defineDatasource \"d\" {path} }}}}{{{{ include \"d\" \"canary.yaml\"")) with { TakesFolder = true },
        Of("datasource of atmos.yaml", path => [("atmos.yaml", $"base_path: ./\n{Terraform}{Stacks}templates: {{settings: {{enabled: true, gomplate: {{enabled: true, datasources: {{d: {{url: {path}}}}}}}}}}}\n"), .. Template("include \"d\"")[1..]]),
        Of("module of a component", Code, path => [.. Component("vars: {}"), ("components/terraform/app/main.tf", $"module \"m\" {{ source = {path} }}\n")]) with { TakesFolder = true, FindsIt = false },
        Of("worktree of git", path => [("atmos.yaml", Atmos), (".git", $"gitdir: {path.Trim('"')}\n"), .. Component("vars: {x: !git.sha none}")[1..]]) with { TakesFolder = true, FindsIt = false },
        Sent("ATMOS_BASE_PATH", path => [("atmos.yaml", $"stacks: {{base_path: \"\", included_paths: [\"*.yaml\"], name_pattern: \"{{canary}}\"}}\n{Terraform}"), .. Demo]) with { TakesFolder = true },
        Sent("ATMOS_STACKS_BASE_PATH", _ => [("atmos.yaml", $"base_path: ./\n{Terraform}stacks: {{included_paths: [\"*.yaml\"], name_pattern: \"{{canary}}\"}}\n"), .. Demo]) with { TakesFolder = true },
        Sent("ATMOS_CLI_CONFIG_PATH", _ => [("atmos.yaml", Atmos), .. Demo]),
        Sent("ATMOS_PROFILE", _ => [("atmos.yaml", Atmos), .. Demo]) with { TakesFolder = true, FindsIt = false },
    ];

    private static (string, string)[] Demo => [("stacks/dev.yaml", "vars: {stage: dev, canary: dev}\ncomponents: {terraform: {app: {vars: {a: b}}}}\n")];

    private static Place Of(string name, Func<string, (string, string)[]> files) => new(name, Manifest, files);

    private static Place Of(string name, string file, Func<string, (string, string)[]> files) => new(name, file, files);

    private static Place Sent(string variable, Func<string, (string, string)[]> files) =>
        Of(variable, files) with { Variables = written => new() { [variable] = written } };

    private static (string, string)[] Stack(string text) =>
        [("atmos.yaml", Atmos), ("stacks/dev.yaml", $"{text}vars: {{stage: dev}}\ncomponents: {{terraform: {{app: {{vars: {{a: b}}}}}}}}\n")];

    private static (string, string)[] Component(string section) =>
        [("atmos.yaml", Atmos), ("stacks/dev.yaml", $"vars: {{stage: dev}}\ncomponents: {{terraform: {{app: {{{section}}}}}}}\n")];

    private static (string, string)[] Template(string action) =>
        [("atmos.yaml", Atmos), ("stacks/dev.yaml", $"vars: {{stage: dev}}\ncomponents:\n  terraform:\n    app:\n      vars:\n        x: '{{{{ {action.Replace("'", "''")} }}}}'\n")];

    private static (string, string)[] State(string backend, string value = "!terraform.state vpc secret") =>
        [("atmos.yaml", Atmos), ("stacks/dev.yaml", $"vars: {{stage: dev}}\ncomponents:\n  terraform:\n    vpc: {{metadata: {{terraform_workspace: default}}, backend_type: local, backend: {{local: {{{backend}}}}}}}\n    app: {{vars: {{x: {value}}}}}\n")];

    // The argument of a function that takes words: quoted within the quotes of YAML.
    private static string Words(string first, string path) => $"{path[..1]}{first} '{path[1..^1]}'{path[^1..]}";
}
