using System.Text;
using Gaia.Stacks;
using Gaia.Stacks.Components;
using Gaia.Stacks.Files;
using Gaia.Terraform.Code;
using Gaia.Terraform.Hooks;
using Gaia.Terraform.Variables;

namespace Gaia.Terraform.Tests;

public sealed class ActionPlannerTests : IDisposable
{
    private static readonly ComponentCode NoCode = ComponentCode.Empty;
    private readonly string folder = Directory.CreateTempSubdirectory("gaia-terraform-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_plan_writes_calls_and_sets_what_atmos_does()
    {
        var plan = Plan("plan", """
            vars: {name: x}
            env: {REGION: eu}
            backend_type: s3
            backend: {s3: {bucket: b}}
            """);
        Assert.Equal(["init", "workspace select -or-create dev", "plan -var-file dev-app.terraform.tfvars.json -out dev-app.planfile"], Calls(plan));
        Assert.Equal(["backend.tf.json", "dev-app.terraform.tfvars.json"], plan.Files.Keys.Order());
        Assert.Equal(("eu", "true"), (plan.Environment["REGION"], plan.Environment["TF_IN_AUTOMATION"]));
        Assert.Equal(("s3", false, "terraform", false), (plan.Backend, plan.GaiaKeepsState, plan.Program, plan.ProgramIsChosen));
    }

    [Fact]
    public void A_state_without_a_backend_of_its_own_is_kept_by_Gaia()
    {
        var plan = Plan("plan", "vars: {name: x}", request => request with { State = State });
        Assert.True(plan.GaiaKeepsState);
        Assert.Null(plan.Workspace);
        Assert.Equal(["init -reconfigure", "plan -var-file dev-app.terraform.tfvars.json -out dev-app.planfile"], Calls(plan));
        Assert.Equal("""{"terraform":{"backend":{"http":{}}}}""", Text(plan, GaiaFiles.BackendName));
        Assert.DoesNotContain("backend.tf.json", plan.Files.Keys);
        Assert.Contains(GaiaFiles.BackendName, plan.RemovedAfter);
        foreach (var name in (string[])["TF_HTTP_ADDRESS", "TF_HTTP_LOCK_ADDRESS", "TF_HTTP_UNLOCK_ADDRESS"]) Assert.Equal("https://gaia.example/v1/x", plan.Environment[name]);
        Assert.Equal(("LOCK", "UNLOCK", "t0ken"), (plan.Environment["TF_HTTP_LOCK_METHOD"], plan.Environment["TF_HTTP_UNLOCK_METHOD"], plan.Environment["TF_HTTP_PASSWORD"]));
    }

    [Fact]
    public void The_lock_to_break_is_named_where_terraform_does_not_send_it()
    {
        var plan = Plan("force-unlock", "vars: {name: x}", request => request with { State = State, Arguments = ["-force", "e739"] });
        Assert.Equal(("https://gaia.example/v1/x", "https://gaia.example/v1/x?ID=e739"), (plan.Environment["TF_HTTP_LOCK_ADDRESS"], plan.Environment["TF_HTTP_UNLOCK_ADDRESS"]));
    }

    [Fact]
    public void Who_keeps_everybody_else_out_needs_no_lock_of_terraform()
    {
        var plan = Plan("plan", "vars: {name: x}", request => request with { State = State with { Locks = false } });
        Assert.Equal("https://gaia.example/v1/x", plan.Environment["TF_HTTP_ADDRESS"]);
        Assert.DoesNotContain(plan.Environment.Keys, name => name.Contains("LOCK", StringComparison.Ordinal));
    }

    [Fact]
    public void The_token_is_in_no_file_no_call_and_not_shown()
    {
        var plan = Plan("plan", "vars: {name: x}", request => request with { State = State });
        Assert.DoesNotContain("t0ken", plan + string.Concat(Calls(plan)) + string.Concat(plan.Files.Keys.Select(name => Text(plan, name))));
    }

    [Fact]
    public void Given_variables_follow_the_varfile_and_no_value_is_in_a_call()
    {
        var plan = Plan("plan", "vars: {name: x}", request => request with { Variables = Given }, Declared);
        Assert.Equal("plan -var-file dev-app.terraform.tfvars.json -var-file dev-app.given-1.tfvars -var-file dev-app.given-2.tfvars -out dev-app.planfile", Calls(plan)[^1]);
        Assert.Equal(["dev-app.given-1.tfvars", "dev-app.given-2.tfvars"], plan.SecretFiles);
        Assert.Equal("once = \"s3cret\"", Text(plan, "dev-app.given-2.tfvars"));
        Assert.DoesNotContain("s3cret", plan + string.Concat(Calls(plan)));
    }

    [Fact]
    public void A_saved_plan_is_applied_with_the_given_ephemeral_values_alone()
    {
        var plan = Plan("apply", "vars: {name: x, once: of the stack}", request => request with { Variables = Given, FromPlan = "" }, Declared);
        Assert.Equal("apply -var-file dev-app.ephemeral.tfvars.json dev-app.planfile", Calls(plan)[^1]);
        Assert.Equal("{\"once\":\"s3cret\"}", Text(plan, "dev-app.ephemeral.tfvars.json").Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal));
        Assert.Equal(["dev-app.ephemeral.tfvars.json"], plan.SecretFiles);
        Assert.DoesNotContain("dev-app.given-1.tfvars", plan.Files.Keys);
    }

    [Theory]
    [InlineData("backend_type: s3\nbackend: {s3: {bucket: b}}", null)]
    [InlineData("vars: {}", "gcs")]
    [InlineData("vars: {}", "cloud")]
    public void A_state_with_a_backend_of_its_own_stays_there(string component, string? declared)
    {
        var plan = Plan("plan", component, request => request with { State = State }, NoCode with { Backend = declared });
        Assert.False(plan.GaiaKeepsState);
        Assert.DoesNotContain("TF_HTTP_PASSWORD", plan.Environment.Keys);
        Assert.Contains(GaiaFiles.BackendName, plan.RemovedBefore); // one that was left over
    }

    [Fact]
    public void Versions_that_the_stack_demands_are_an_override() => Assert.Equal(
        "{\n  \"terraform\": {\n    \"required_providers\": {\n      \"aws\": {\n        \"source\": \"hashicorp/aws\"\n      }\n    },\n    \"required_version\": \"1.9.8\"\n  }\n}\n",
        Text(Plan("plan", "required_version: \"1.9.8\"\nrequired_providers: {aws: {source: hashicorp/aws}}"), GaiaFiles.VersionsName));

    [Fact]
    public void A_saved_plan_is_applied_with_its_ephemeral_variables_and_no_others()
    {
        var code = NoCode with { EphemeralVariables = new HashSet<string> { "token" } };
        var plan = Plan("apply", "vars: {token: s3cret, name: x}", request => request with { FromPlan = "" }, code);
        Assert.Equal("apply -var-file dev-app.ephemeral.tfvars.json dev-app.planfile", Calls(plan)[^1]);
        Assert.Equal("{\n  \"token\": \"s3cret\"\n}\n", Text(plan, "dev-app.ephemeral.tfvars.json"));
        Assert.Equal("apply dev-app.planfile", Calls(Plan("apply", "vars: {name: x}", request => request with { FromPlan = "" }))[^1]);
    }

    [Fact]
    public void What_may_be_tried_again_is_and_a_saved_plan_never()
    {
        const string Retry = "retry: {max_attempts: 3, initial_delay: 1s}";
        Assert.All(Plan("plan", Retry).Steps.Where(step => step.Phase is "init" or "plan"), step => Assert.Equal(3, step.Retry.Attempts));
        Assert.Equal(1, Plan("apply", Retry, request => request with { FromPlan = "" }).Steps[^1].Retry.Attempts);
    }

    [Fact]
    public void Machines_get_events_and_are_not_asked() => Assert.Equal(
        ["init -json -input=false", "workspace select -or-create dev", "plan -json -input=false -var-file dev-app.terraform.tfvars.json -out dev-app.planfile"],
        Plan("plan", "vars: {}").Steps.Select(step => string.Join(' ', step.ForMachines())));

    [Theory]
    [InlineData("plan", "metadata: {type: abstract}", "component.abstract")]
    [InlineData("apply", "metadata: {locked: true}", "component.locked")]
    [InlineData("state rm", "metadata: {locked: true}", "component.locked")]
    [InlineData("plan", "source: {uri: github.com/acme/x}", "section.unsupported")]
    [InlineData("plan", "provision: {workdir: {enabled: true}}", "section.unsupported")]
    [InlineData("plan", "auth: {identities: {prod: {default: true}}}", "auth.unsupported")]
    [InlineData("plan", "generate: {../../x.tf: \"a\"}", "generate.outside")]
    [InlineData("plan", "hooks: {cost: {events: [before-terraform-plan], kind: command, command: cost}}", "hook.unsupported")]
    [InlineData("plan", "hooks: {cost: {events: [before.terraform.init], command: cost}}", "hook.unsupported")]
    [InlineData("deploy", "hooks: {scan: {events: [after-terraform-apply], command: scan}}", "hook.unsupported")]
    [InlineData("apply", "hooks: {keep: {events: [before-terraform-apply], command: store, name: s}}", "hook.unsupported")]
    public void What_is_forbidden_or_not_done_is_refused_by_name(string verb, string component, string code)
    {
        var refusal = Assert.Throws<TerraformRefusedException>(() => Plan(verb, component));
        Assert.Equal(code, refusal.Code);
        Assert.NotEmpty(refusal.Advice);
    }

    [Theory]
    [InlineData("plan", "metadata: {locked: true}")]
    [InlineData("state list", "metadata: {locked: true}")]
    [InlineData("plan", "auth: {identities: {prod: {kind: aws}}}")]
    [InlineData("plan", "auth: {identities: {prod: {default: true}}}\nsettings: {gaia: {credentials: ambient}}")]
    [InlineData("plan", "hooks: {scan: {events: [after-terraform-apply], command: scan}}")]
    [InlineData("plan", "hooks: {cost: {events: [before-terraform-plan], command: cost, enabled: false}}")]
    [InlineData("apply", "hooks: {keep: {events: [after-terraform-apply], command: store, name: s, outputs: {a: .a}}}")]
    public void What_is_not_in_the_way_is_let_through(string verb, string component) => Assert.NotEmpty(Plan(verb, component).Steps);

    [Fact]
    public void An_identity_that_is_asked_for_is_refused_and_false_means_what_is_there()
    {
        Assert.Contains("'admin'", Assert.Throws<TerraformRefusedException>(() => Plan("plan", "vars: {}", request => request with { Identity = "admin" })).Message);
        Assert.NotEmpty(Plan("plan", "auth: {identities: {prod: {default: true}}}", request => request with { Identity = "false" }).Steps);
    }

    [Fact]
    public void A_hook_may_be_left_out_on_purpose()
    {
        const string Hook = "hooks: {cost: {events: [before-terraform-plan], command: cost}}";
        Assert.NotEmpty(Plan("plan", Hook, request => request with { SkipHooks = SkippedHooks.Of("cost") }).Steps);
        Assert.Throws<TerraformRefusedException>(() => Plan("plan", Hook, request => request with { SkipHooks = SkippedHooks.Of("other") }));
    }

    [Fact]
    public void Tools_that_are_not_installed_are_said() => Assert.Contains("terraform 1.5.7", Assert.Single(Plan("plan", "dependencies: {tools: {terraform: 1.5.7}}").Notes));

    [Fact]
    public void A_chosen_program_is_known_as_chosen()
    {
        var plan = Plan("plan", "command: tofu");
        Assert.Equal(("tofu", true), (plan.Program, plan.ProgramIsChosen));
    }

    private static GivenVariable[] Given { get; } = [new("name", "s3cret"), new(File: "a.tfvars", Content: "once = \"s3cret\"")];

    private static ComponentCode Declared { get; } = ComponentCode.Of([("main.tf", "variable \"name\" {}\nvariable \"once\" {\n  ephemeral = true\n}\n")]);

    private static GaiaState State { get; } = new(new Uri("https://gaia.example/v1/x"), "t0ken");

    private static IReadOnlyList<string> Calls(ActionPlan plan) => [.. plan.Steps.Select(step => string.Join(' ', step.Arguments))];

    private static string Text(ActionPlan plan, string name) => Encoding.UTF8.GetString(plan.Files[name]);

    private ActionPlan Plan(string verb, string component, Func<ActionRequest, ActionRequest>? with = null, ComponentCode? code = null)
    {
        var repository = Open(component);
        var request = new ActionRequest(TerraformVerb.All.Single(known => known.Words == verb), []);
        return ActionPlanner.Of(repository.Configuration, repository.Find("app", "dev"), code ?? NoCode, with?.Invoke(request) ?? request);
    }

    private AtmosRepository Open(string component)
    {
        Write("atmos.yaml", """
            base_path: ./
            components: {terraform: {base_path: components/terraform, auto_generate_backend_file: true}}
            stacks: {base_path: stacks, included_paths: ["*"], name_template: "{{ .vars.stage }}"}
            stores: {s: {type: file, options: {path: kept}}}
            """);
        Write("stacks/dev.yaml", $"vars: {{stage: dev}}\ncomponents:\n  terraform:\n    app:\n      {component.Replace("\n", "\n      ", StringComparison.Ordinal)}\n");
        return AtmosRepository.Open(new RepositoryOptions { Root = RepositoryRoot.Anywhere, WorkingDirectory = folder, SearchOutward = false, Environment = new Dictionary<string, string> { ["ATMOS_GIT_ROOT_BASEPATH"] = "false" } });
    }

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
        File.WriteAllText(Path.Combine(folder, path), text);
    }
}
