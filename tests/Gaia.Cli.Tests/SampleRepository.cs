namespace Gaia.Cli.Tests;

/// <summary>A small Atmos repository in a directory of its own, with a terraform that records how it is called.</summary>
internal sealed class SampleRepository : IDisposable
{
    private readonly string log;

    public SampleRepository()
    {
        Root = Directory.CreateTempSubdirectory("gaia-sample-").FullName;
        log = Path.Combine(Root, ".calls");
        File("atmos.yaml", """
            base_path: .
            components: {terraform: {base_path: components/terraform, init_run_reconfigure: true, auto_generate_backend_file: true}}
            stacks: {base_path: stacks, included_paths: [deploy/**/*], name_pattern: "{stage}"}
            workflows: {base_path: stacks/workflows}
            templates: {settings: {enabled: true}}
            """);
        File("stacks/catalog/app.yaml", """
            components:
              terraform:
                app/base:
                  metadata: {type: abstract}
                  vars: {size: 1, tags: {team: core}}
                app:
                  metadata: {component: app, inherits: [app/base]}
                  vars: {name: app}
            """);
        File("stacks/deploy/dev.yaml", """
            import: [catalog/app]
            vars: {stage: dev}
            terraform:
              backend_type: local
              backend: {local: {path: terraform.tfstate}}
            components:
              terraform:
                network: {vars: {cidr: 10.0.0.0/16}}
                app:
                  vars: {size: 2}
                  env: {APP_ENV: "yes"}
                  settings: {depends_on: {1: {component: network}}}
                off: {metadata: {enabled: false}}
                frozen: {metadata: {component: app, locked: true}}
            """);
        File("stacks/deploy/prod.yaml", """
            import: [catalog/app]
            vars: {stage: prod}
            components:
              terraform:
                app: {vars: {size: 3, tags: {cost: high}}}
            """);
        foreach (var component in new[] { "app", "network", "off" }) File($"components/terraform/{component}/main.tf", "");
        Shim();
        Environment = new Dictionary<string, string>
        {
            ["PATH"] = $"{Root}/.bin:{System.Environment.GetEnvironmentVariable("PATH")}", ["HOME"] = Root, ["CALLS"] = log,
            ["ATMOS_GIT_ROOT_BASEPATH"] = "false",
        };
    }

    public string Root { get; }

    public Dictionary<string, string> Environment { get; }

    /// <summary>How terraform was called: its arguments joined by spaces, one call a line.</summary>
    public IReadOnlyList<string> Calls => System.IO.File.Exists(log) ? System.IO.File.ReadAllLines(log) : [];

    public void File(string path, string content)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        System.IO.File.WriteAllText(full, content.EndsWith('\n') || content.Length == 0 ? content : content + "\n");
    }

    public string Read(string path) => System.IO.File.ReadAllText(Path.Combine(Root, path));

    public bool Has(string path) => System.IO.File.Exists(Path.Combine(Root, path));

    public Task<CliRun> GaiaAsync(params string[] args) => CliRun.OfAsync(args, Environment, Root);

    /// <summary>The output with the directory of this repository taken out, so that it is the same on every run.</summary>
    public string Neutral(string text) => text.Replace(Root, "ROOT", StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    // FAIL_ON names the verb that fails, FAIL_WITH its exit status.
    private void Shim()
    {
        File(".bin/terraform", """
            #!/bin/sh
            echo "$*" >> "$CALLS"
            [ "$*" = "output -json" ] && printf '%s' "$OUTPUTS"
            [ -n "$SHOW_ENV" ] && printenv "$SHOW_ENV"
            case "$FAIL_ON" in "$1"|"$1 $2") exit "${FAIL_WITH:-1}";; esac
            exit 0
            """);
        System.IO.File.SetUnixFileMode(Path.Combine(Root, ".bin/terraform"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
