using Gaia.Documents;
using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml;
using Gaia.Stacks.Aws;
using Gaia.Stacks.Evaluation;

namespace Gaia.Stacks.Tests.Functions;

public sealed class FunctionTests
{
    [Fact]
    public void Exec_runs_each_command_once_and_reads_JSON()
    {
        using var repository = Repository("a: !exec echo x >> count; echo '{\"n\":1}'\n        b: !exec echo x >> count; echo '{\"n\":1}'\n        c: !exec echo plain");
        repository.Outside = OutsideAccess.Exec;
        var vars = repository.Evaluate("app", "dev").Map("vars")!;
        Assert.Equal("1", vars.At("a", "n")!.ToString());
        Assert.Equal(vars["a"], vars["b"]);
        Assert.Equal("plain", vars.Text("c"));
        Assert.Equal("x\n", File.ReadAllText(repository.At("count")));
    }

    [Theory]
    [InlineData("!exec exit 3", "function.exec", "exit code 3")]
    [InlineData("!env", "function.env", "name")]
    [InlineData("!terraform.state one", "function.terraform.state", "component")]
    [InlineData("!terraform.state absent id", "function.terraform.state", "absent")]
    [InlineData("!terraform.state app \".[\"", "function.terraform.state", "yq")]
    [InlineData("!random x", "function.random", "not a number")]
    [InlineData("!aws.account_id", "function.aws.account_id", "credentials")]
    [InlineData("!aws.region", "function.aws.region", "AWS_REGION")]
    [InlineData("!cel 1 + 1", "function.cel", "--skip cel")]
    public void Faults_name_function_and_place(string call, string code, string says)
    {
        using var repository = Repository("a: " + call);
        repository.Outside = OutsideAccess.All;
        var fault = Assert.Throws<StacksInvalidException>(() => repository.Evaluate("app", "dev"));
        Assert.Equal((code, "stacks/deploy/dev.yaml", 7), (fault.Code, fault.Mark.File, fault.Mark.Line));
        Assert.Contains(says, fault.Message);
    }

    [Theory]
    [InlineData("!env HOME", "outside.env")]
    [InlineData("!exec echo", "outside.exec")]
    [InlineData("!terraform.state app id", "outside.terraform.state")]
    [InlineData("!store s app key", "outside.store")]
    [InlineData("!repo-root", "outside.repo-root")]
    [InlineData("!git.sha", "outside.git.sha")]
    [InlineData("!aws.account_id", "outside.aws.account_id")]
    [InlineData("!aws.region", "outside.aws.region")]
    [InlineData("'{{ atmos.Resolve \"!env HOME\" }}'", "template.failed")]
    public void Nothing_reaches_outside_unless_allowed(string call, string code)
    {
        using var repository = Repository("a: " + call);
        Assert.Equal(code, Assert.Throws<StacksInvalidException>(() => repository.Evaluate("app", "dev")).Code);
    }

    [Fact]
    public void A_template_resolves_functions_within_longer_text()
    {
        using var repository = Repository("a: '{{ atmos.Resolve \"!env PREFIX none\" }}-state'\n        b: '{{ atmos.Resolve .settings.who }}/{{ atmos.Resolve \"plain\" }}'\n      settings: {who: \"!env PREFIX\"}\n      env: {OTHER: x}");
        (repository.Outside, repository.Environment["PREFIX"]) = (OutsideAccess.Environment, "acme");
        var vars = repository.Evaluate("app", "dev").Map("vars")!;
        Assert.Equal(("acme-state", "acme/plain"), (vars.Text("a"), vars.Text("b")));
    }

    [Fact]
    public void The_region_is_that_of_the_profile_where_no_variable_says()
    {
        using var repository = Repository("a: !aws.region");
        repository.Write("aws-config", "[default]\nregion = us-east-1\n[profile work]\nregion = eu-west-3\n");
        (repository.Outside, repository.Environment["AWS_CONFIG_FILE"], repository.Environment["AWS_PROFILE"]) = (OutsideAccess.Aws, repository.At("aws-config"), "work");
        Assert.Equal("eu-west-3", repository.Evaluate("app", "dev").At("vars", "a")!.ToString());
    }

    [Fact]
    public void What_is_skipped_or_switched_off_stays_text()
    {
        using var repository = Repository("a: !exec echo 1\n        b: \"{{ .vars.stage }}\"");
        Assert.Equal("!exec echo 1", repository.Evaluate("app", "dev", new EvaluationOptions { Skip = ["exec"] }).At("vars", "a")!.ToString());
        var raw = repository.Evaluate("app", "dev", new EvaluationOptions { ProcessFunctions = false, ProcessTemplates = false });
        Assert.Equal(("!exec echo 1", "{{ .vars.stage }}"), (raw.At("vars", "a")!.ToString(), raw.At("vars", "b")!.ToString()));
    }

    [Fact]
    public void Only_the_sections_that_are_asked_for_are_evaluated()
    {
        using var repository = Repository("a: !exec echo 1");
        var section = repository.Evaluate("app", "dev", new EvaluationOptions { Sections = ["metadata"] });
        Assert.Equal("metadata", Assert.Single(section).Key);
    }

    [Fact]
    public void States_that_need_each_other_end_in_an_error()
    {
        using var repository = new TestRepository(("stacks/deploy/dev.yaml",
            """
            vars: {stage: dev}
            components:
              terraform:
                a: {vars: {x: '{{ (atmos.Component "b" "dev").vars.x }}'}}
                b: {vars: {x: '{{ (atmos.Component "a" "dev").vars.x }}'}}

            """));
        Assert.Contains("circle", Assert.Throws<StacksInvalidException>(() => repository.Evaluate("a", "dev")).Message);
    }

    [Fact]
    public void A_component_may_be_asked_in_a_template()
    {
        using var repository = new TestRepository(("stacks/deploy/dev.yaml",
            """
            vars: {stage: dev}
            components:
              terraform:
                a: {vars: {x: '{{ (atmos.Component "b" .stack).vars.x }}'}}
                b: {vars: {x: from-b}}

            """));
        Assert.Equal("from-b", repository.Evaluate("a", "dev").At("vars", "x")!.ToString());
    }

    [Fact]
    public void Outputs_may_come_from_elsewhere()
    {
        using var repository = Repository("a: !terraform.state app id");
        var given = MapNode.Empty.With("id", new StringNode("from Gaia"));
        var opened = AtmosRepository.Open(repository.Options with { Outside = OutsideAccess.State, Outputs = (_, _) => given });
        Assert.Equal("from Gaia", opened.Find("app", "dev").Evaluate().At("vars", "a")!.ToString());
    }

    [Theory]
    [InlineData("!terraform.state other id", "kept")]
    [InlineData("!terraform.output other .list[1]", "2")]
    [InlineData("!terraform.state other absent", "null")]
    [InlineData("'{{ (atmos.Component \"other\" .stack).outputs.id }}'", "kept")]
    public void Outputs_of_a_local_state_that_is_not_here_may_be_kept_elsewhere(string value, string expected)
    {
        using var repository = Repository($"a: {value}");
        Assert.Equal(expected, Kept(repository).Find("app", "dev").Evaluate().At("vars", "a")!.ToString() is { Length: > 0 } text ? text : "null");
        repository.Write("components/terraform/other/terraform.tfstate.d/dev/terraform.tfstate", """{"version": 4, "outputs": {"id": {"value": "here"}, "list": {"value": [0, "here"]}}}""");
        if (expected != "null") Assert.Equal("here", Kept(repository).Find("app", "dev").Evaluate().At("vars", "a")!.ToString());
    }

    [Theory]
    [InlineData("!terraform.state other password")]
    [InlineData("!terraform.state other '.password // \"none\"'")]
    [InlineData("'{{ (atmos.Component \"other\" .stack).outputs.password }}'")]
    public void A_value_that_is_withheld_is_an_error_and_not_a_missing_value(string value)
    {
        using var repository = Repository($"a: {value}");
        var fault = Assert.ThrowsAny<DocumentException>(() => Kept(repository).Find("app", "dev").Evaluate());
        Assert.Contains("the output 'password' of other in dev is sensitive", fault.Message);
    }

    [Theory]
    [InlineData("!terraform.state other id", "")]
    [InlineData("!terraform.state other id", "backend_type: s3, backend: {s3: {bucket: nobodys, key: it, region: eu-west-1}}")]
    [InlineData("'{{ (atmos.Component \"other\" .stack).outputs.id }}'", "backend_type: s3, backend: {s3: {bucket: nobodys, key: it, region: eu-west-1}}")]
    public void Whoever_may_not_read_a_state_does_not_wherever_it_lies(string value, string backend)
    {
        using var repository = new TestRepository(("stacks/deploy/dev.yaml",
            $"vars: {{stage: dev}}\ncomponents:\n  terraform:\n    other: {{{backend}}}\n    app:\n      vars:\n        a: {value}\n"));
        var asked = AtmosRepository.Open(repository.Options with
        {
            Outside = OutsideAccess.State,
            DemandReader = (identity, _) => throw new UnauthorizedAccessException($"not {identity}"),
        });
        Assert.Contains("not ", Assert.ThrowsAny<Exception>(() => asked.Find("app", "dev").Evaluate()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_state_that_is_asked_about_is_the_one_that_is_read()
    {
        using var repository = new TestRepository(("stacks/deploy/dev.yaml", """
            vars: {stage: dev}
            components:
              terraform:
                other: {metadata: {terraform_workspace: prod}, backend_type: local, backend: {local: {workspace_dir: 'd{{ randInt 0 1000000000 }}'}}}
                app: {vars: {a: !terraform.state other id}}
            """));
        var (asked, read) = (new List<string>(), new List<string>());
        for (var i = 0; i < 5; i++)
            AtmosRepository.Open(repository.Options with
            {
                Outside = OutsideAccess.State,
                DemandReader = (identity, _) => asked.Add($"{identity}"),
                KeptOutputs = (_, identity, _) =>
                {
                    read.Add($"{identity}");
                    return null;
                },
            }).Find("app", "dev").Evaluate();
        Assert.Equal(asked, read);
        Assert.Equal(5, asked.Distinct().Count());
    }

    [Fact]
    public void What_reaches_through_too_many_components_is_refused()
    {
        const int Many = 3000;
        var chain = string.Concat(Enumerable.Range(1, Many).Select(at => $"    c{at}: {{metadata: {{inherits: [c{at - 1}]}}}}\n"));
        var calls = string.Concat(Enumerable.Range(1, Many).Select(at => $"    d{at}: {{vars: {{v: '{{{{ (atmos.Component \"d{at - 1}\" .stack).vars.v }}}}'}}}}\n"));
        var locals = string.Concat(Enumerable.Range(1, Many).Select(at => $"  l{at}: '{{{{ .locals.l{at + 1} }}}}'\n"));
        using var repository = new TestRepository(
            ("stacks/deploy/dev.yaml", $"vars: {{stage: dev}}\ncomponents:\n  terraform:\n    c0: {{}}\n    d0: {{vars: {{v: 1}}}}\n{chain}{calls}"));
        var opened = AtmosRepository.Open(repository.Options);
        Assert.Contains("inherits through more than", Assert.ThrowsAny<DocumentException>(() => opened.Find($"c{Many}", "dev").Evaluate()).Message);
        Assert.Contains("through more than", Assert.ThrowsAny<DocumentException>(() => opened.Find($"d{Many}", "dev").Evaluate()).Message);
        using var other = new TestRepository(("stacks/deploy/dev.yaml", $"locals:\n{locals}  l{Many + 1}: x\nvars: {{stage: dev}}\ncomponents: {{terraform: {{app: {{}}}}}}\n"));
        Assert.Contains("more than 500 deep", Assert.ThrowsAny<DocumentException>(() => AtmosRepository.Open(other.Options).Find("app", "dev").Evaluate()).Message);
    }

    private static AtmosRepository Kept(TestRepository repository) => AtmosRepository.Open(repository.Options with
    {
        Outside = OutsideAccess.State,
        KeptOutputs = (_, _, _) => new KnownOutputs(new MapNode([new("id", new StringNode("kept")), new("list", new ListNode([new IntNode(1), new IntNode(2)]))]), ["password"]),
    });

    [Fact]
    public void Requests_to_AWS_are_signed()
    {
        // The example of AWS's documentation for GET Object has a Range header; without it the signature is this one.
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://examplebucket.s3.amazonaws.com/test.txt");
        AwsSignature.Sign(request, "s3", "us-east-1", new AwsCredentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", null),
            new DateTimeOffset(2013, 5, 24, 0, 0, 0, TimeSpan.Zero));
        var header = request.Headers.GetValues("Authorization").Single();
        Assert.StartsWith("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=", header);
        Assert.Equal(64, header[(header.IndexOf("Signature=", StringComparison.Ordinal) + 10)..].Length);
    }

    [Fact]
    public void Credentials_are_read_from_the_profile() => Assert.Equal(new AwsCredentials("id", "key", null),
        AwsCredentials.FromFile(["[other]", "aws_access_key_id = no", "[mine]", "aws_access_key_id = id", "aws_secret_access_key=key"], "mine"));

    private static TestRepository Repository(string vars) => new(("stacks/deploy/dev.yaml",
        $"vars: {{stage: dev}}\ncomponents:\n  terraform:\n    other: {{}}\n    app:\n      vars:\n        {vars}\n"));

    [Fact]
    public void What_is_not_evaluated_is_refused_by_name()
    {
        using var repository = new TestRepository();
        string[] read = ["!append", "!literal", "!include", "!include.raw", "!unset"];
        var refused = YamlFunctions.Known.Except(read).Where(name =>
        {
            repository.Write("stacks/deploy/dev.yaml", $"vars: {{stage: dev}}\ncomponents: {{terraform: {{app: {{vars: {{a: {name} b}}}}}}}}\n");
            var fault = Record.Exception(() => repository.Evaluate("app", "dev"));
            return fault?.Message.Contains($"skip it with --skip {name[1..]}", StringComparison.Ordinal) == true;
        });
        Assert.Equal(["!cel", "!emulator", "!secret", "!version"], refused.Order(StringComparer.Ordinal));
    }
}
