using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Configurations;
using Gaia.Configurations.Archives;
using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Documents.Yaml;
using Gaia.Stacks;

namespace Gaia.Cli.Tests.Remote;

/// <summary>
/// Each function gives the same value here and where the configuration is sent, or is refused there by the name of what would allow
/// it. The other side lies in a git repository of its own and has an environment of its own: neither may show.
/// </summary>
public sealed class SameValueTests : IDisposable
{
    // What the other sides allow unless somebody sets it: the API, and a worker.
    private static readonly OutsideAccess[] Sides = [OutsideAccess.None, OutsideAccess.State | OutsideAccess.Stores];

    private static readonly Dictionary<string, string> Calls = new(StringComparer.Ordinal)
    {
        ["!append"] = "!append [b]",
        ["!literal"] = "!literal '{{ x }}'",
        ["!include"] = "!include data.json",
        ["!include.raw"] = "!include.raw data.json",
        ["!exec"] = "!exec hostname",
        ["!secret"] = "!secret x",
        ["!store"] = "!store variables app key",
        ["!store.get"] = "!store.get variables SENT",
        ["!template"] = "!template '{{ env \"SENT\" }}'",
        ["!terraform.output"] = "!terraform.output other id",
        ["!terraform.state"] = "!terraform.state other id",
        ["!env"] = "!env SENT",
        ["!cel"] = "!cel 1 + 1",
        ["!repo-root"] = "!repo-root",
        ["!git.root"] = "!git.root",
        ["!git.sha"] = "!git.sha",
        ["!git.branch"] = "!git.branch",
        ["!git.ref"] = "!git.ref",
        ["!git.repository"] = "!git.repository",
        ["!git.owner"] = "!git.owner",
        ["!git.name"] = "!git.name",
        ["!git.host"] = "!git.host",
        ["!git.url"] = "!git.url",
        ["!cwd"] = "!cwd ./x",
        ["!unset"] = "!unset",
        ["!labels"] = "!labels team",
        ["!labels.keys"] = "!labels.keys",
        ["!labels.values"] = "!labels.values",
        ["!tags"] = "!tags",
        ["!version"] = "!version",
        ["!aws.account_id"] = "!aws.account_id",
        ["!aws.caller_identity_arn"] = "!aws.caller_identity_arn",
        ["!aws.caller_identity_user_id"] = "!aws.caller_identity_user_id",
        ["!aws.region"] = "!aws.region",
        ["!aws.organization_id"] = "!aws.organization_id",
        ["!emulator"] = "!emulator x",
        // New on every evaluation; what is planned is what is applied.
        ["!random"] = "'{{ atmos.Resolve \"!random 7 8\" | int | printf \"%T\" }}'",
    };

    private readonly string folder = Directory.CreateTempSubdirectory("gaia-same-").FullName;

    private readonly Dictionary<string, string> environment = new()
    {
        ["SENT"] = "of the caller", ["DEV_APP_KEY"] = "of the caller", ["A_TOKEN"] = "hush", ["AWS_REGION"] = "eu-west-3",
    };

    public static TheoryData<string> Functions() => [.. YamlFunctions.Known.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Each_function_of_the_engine(string name)
    {
        Assert.True(Calls.TryGetValue(name, out var call), $"{name} is new: say here how it is called");
        Compare(call);
    }

    [Theory]
    [InlineData("'{{ env \"SENT\" }}'")]
    [InlineData("'{{ env \"UNSET\" }}'")]
    [InlineData("'{{ env \"A_TOKEN\" }}'")]
    [InlineData("'{{ expandenv \"$SENT/${SENT}\" }}'")]
    [InlineData("'{{ getenv \"SENT\" \"none\" }}'")]
    [InlineData("'{{ env.HasEnv \"SENT\" }}'")]
    [InlineData("'{{ file.Read \"data/words.txt\" }}'")]
    [InlineData("'{{ file.Exists \"data/words.txt\" }}'")]
    [InlineData("'{{ file.Exists \"data/nothing.txt\" }}'")]
    [InlineData("'{{ file.ReadDir \"data\" | join \",\" }}'")]
    [InlineData("'{{ file.Read \"/etc/hostname\" }}'")]
    [InlineData("'{{ (datasource \"words\").a }}'")]
    [InlineData("'{{ datasource \"variable\" }}'")]
    [InlineData("'{{ datasource \"web\" }}'")]
    [InlineData("'{{ datasource \"parameter\" }}'")]
    [InlineData("'{{ getHostByName \"localhost\" }}'")]
    [InlineData("'{{ (atmos.Component \"other\" .stack).vars.stage }}'")]
    [InlineData("'{{ (atmos.Component \"other\" .stack).outputs.id }}'")]
    [InlineData("'{{ atmos.Store \"variables\" .stack \"app\" \"key\" }}'")]
    [InlineData("'{{ atmos.Resolve \"!git.branch\" }}'")]
    [InlineData("!git.url none")]
    [InlineData("!env UNSET none")]
    [InlineData("!env A_TOKEN none")]
    [InlineData("!store variables app key | default none")]
    [InlineData("!store variables app nothing | default none")]
    public void Each_way_by_which_a_template_or_a_default_sees_the_machine(string value) => Compare(value);

    [Theory]
    [InlineData("!env SENT")]
    [InlineData("!env UNSET none")]
    [InlineData("!env A_TOKEN none")]
    public void A_function_in_atmos_yaml(string value) => Compare("'{{ .settings.x }}'", more: $"\nsettings: {{experimental: {value}}}\nlogs: {{file: {value}}}\n");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private void Compare(string value, string more = "")
    {
        var repository = Write(value, more);
        using var interrupts = new Interrupts();
        using var terminal = new Terminal(new StringWriter(), new StringWriter(), new StringReader(""));
        var context = new CliContext(terminal, interrupts, environment, repository, TimeProvider.System);
        var opened = AtmosRepository.Open(Repository.Options(context, repository));
        var here = Value(opened);
        if (value.Contains("A_TOKEN", StringComparison.Ordinal) && more.Length == 0)
        {
            Assert.Contains("A_TOKEN, which is not sent", Assert.Throws<CliException>(() => Pack(opened, context)).Message, StringComparison.Ordinal);
            return;
        }
        using var packed = Pack(opened, context);
        foreach (var side in Sides)
        {
            // In a checkout of its own, as where `gaia serve` runs.
            var there = Path.Combine(folder, "server", ".gaia", $"{(int)side}");
            using (var archive = packed.Open()) ConfigurationArchive.Unpack(archive, there, new ArchiveLimits(), TestContext.Current.CancellationToken);
            var (refused, sent) = Value(() => UnpackedConfigurations.Open(there, side));
            if (!refused) Assert.Equal((false, here.Text), (here.Refused, sent));
            else Assert.True((here.Refused || !IsKnownToTheCallerAlone(value)) && (here.Refused || sent.Contains("Gaia__Outside", StringComparison.Ordinal) || sent.Contains("not sent", StringComparison.Ordinal)
                || sent.Contains("lies outside of", StringComparison.Ordinal)), $"{value}: {here.Text} here, there refused with: {sent}");
        }
    }

    private PackedConfiguration Pack(AtmosRepository opened, CliContext context) =>
        PackedConfiguration.Pack(opened, opened.Find("app", "dev"), environment, context.Variables, TestContext.Current.CancellationToken);

    // It is sent, so that a refusal would be one too many.
    private static bool IsKnownToTheCallerAlone(string value) => value.Contains("!git.", StringComparison.Ordinal) && !value.Contains("root", StringComparison.Ordinal);

    private static (bool Refused, string Text) Value(AtmosRepository repository) => Value(() => repository);

    private static (bool Refused, string Text) Value(Func<AtmosRepository> open)
    {
        try
        {
            var repository = open();
            var vars = repository.Find("app", "dev").Evaluate(null, TestContext.Current.CancellationToken).Map("vars") ?? MapNode.Empty;
            return (false, NodeJson.Write(vars, 0));
        }
        catch (DocumentException fault)
        {
            return (true, fault.Describe());
        }
    }

    private string Write(string value, string more)
    {
        var repository = Path.Combine(folder, "caller");
        WriteGit(Path.Combine(repository, ".git"), "main", new string('a', 40), "git@github.example:acme/infra.git");
        WriteGit(Path.Combine(folder, "server", ".git"), "worker", new string('b', 40), "git@github.example:else/where.git");
        Write(repository, "atmos.yaml", """
            base_path: .
            components: {terraform: {base_path: components/terraform}}
            stacks: {base_path: stacks, included_paths: ["*.yaml"], name_pattern: "{stage}"}
            stores: {variables: {type: environment}}
            templates:
              settings:
                enabled: true
                gomplate:
                  enabled: true
                  datasources:
                    words: {url: "data/words.json"}
                    variable: {url: "env:///SENT"}
                    web: {url: "http://127.0.0.1:9/x.json"}
                    parameter: {url: "aws+smp:///x"}
            """ + more);
        Write(repository, "stacks/data.json", """{"included": true}""");
        Write(repository, "data/words.json", """{"a": "one"}""");
        Write(repository, "data/words.txt", "words");
        Write(repository, "stacks/dev.yaml", $$"""
            vars: {stage: dev}
            components:
              terraform:
                other: {}
                app:
                  metadata: {labels: {team: core}, tags: [a]}
                  settings: {x: y}
                  vars:
                    value: {{value}}
            """);
        foreach (var component in (string[])["app", "other"]) Write(repository, $"components/terraform/{component}/main.tf", "variable \"stage\" {}\n");
        return repository;
    }

    private static void WriteGit(string git, string branch, string sha, string url)
    {
        Write(git, "HEAD", $"ref: refs/heads/{branch}\n");
        Write(git, $"refs/heads/{branch}", sha + "\n");
        Write(git, "config", $"[remote \"origin\"]\n\turl = {url}\n");
    }

    private static void Write(string below, string name, string text)
    {
        var path = Path.Combine(below, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
