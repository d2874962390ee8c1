using System.Text.Json;
using Gaia.Configurations.Archives;
using Gaia.Contracts;

namespace Gaia.Cli.Tests.Remote;

public sealed class RemoteTerraformTests : IDisposable
{
    private readonly FakeApi api = new();
    private readonly FakeRun run;
    private readonly string repository = Directory.CreateTempSubdirectory("gaia-repository-").FullName;
    private readonly Dictionary<string, string> environment = [];
    private byte[]? uploaded;

    public RemoteTerraformTests()
    {
        Write("atmos.yaml", """
            base_path: ./
            components: {terraform: {base_path: components/terraform}}
            stacks: {base_path: stacks, included_paths: ["**/*"]}
            """);
        Write("stacks/local.yaml", """
            name: local
            components:
              terraform:
                hello: {vars: {greeting: hi}}
                gone: {metadata: {enabled: false}}
                empty: {}
            """);
        Write("components/terraform/hello/main.tf", "output \"a\" {\n  value = 1\n}\n");
        Write("components/terraform/hello/.terraform/big", "x");
        run = new FakeRun { Operation = RunOperation.Apply }.Became(RunStatus.Planning).Plan();
        api.On("POST", Routes.Runs, QueueAsync);
        api.On("GET", Routes.Run(run.Id), Answer);
        api.On("GET", Routes.RunEvents(run.Id), exchange => run.Stream()(exchange));
        api.Json("GET", Routes.RunPlan(run.Id), new(FakeRun.Digest, run.Changes,
            [new("terraform_data.a", "terraform_data", "a", ChangeAction.Create, null, [])], [], []), ContractsJson.Default.PlanResponse);
        api.Json("GET", Routes.RunOutputs(run.Id), [], ContractsJson.Default.IReadOnlyListOutputResponse);
        api.On("POST", Routes.ApproveRun(run.Id), exchange =>
        {
            run.Became(RunStatus.Approved).Became(RunStatus.Applying).Became(RunStatus.Applied);
            return Answer(exchange);
        });
        api.On("POST", Routes.DiscardRun(run.Id), exchange =>
        {
            run.Became(RunStatus.Discarded);
            return Answer(exchange);
        });
        api.Unmatched = UploadAsync;
    }

    public void Dispose()
    {
        api.Dispose();
        Directory.Delete(repository, recursive: true);
    }

    [Fact]
    public async Task Variables_and_files_beside_the_component_are_sent_in_order()
    {
        run.Became(RunStatus.AwaitingApproval);
        Write("components/terraform/hello/prod.tfvars", "size = 3\n");
        Assert.Equal(0, (await GaiaAsync("terraform", "plan", "hello", "-s", "local", "-var", "a=s3cret", "-var-file", "prod.tfvars", "-var=a=last")).ExitCode);
        var asked = JsonSerializer.Deserialize(api.Requests.Last(request => request.Method == "POST").Text, ContractsJson.Default.QueueRunRequest)!;
        Assert.Equal([new("a", "s3cret"), new(File: "prod.tfvars", Content: "size = 3\n"), new("a", "last")], asked.Variables!);
    }

    [Theory]
    [InlineData("none.tfvars", "does not exist")]
    [InlineData("main.tf", "is not named *.tfvars or *.tfvars.json")]
    [InlineData("folder.tfvars", "is not a file")]
    [InlineData("large.tfvars", "has 1000001 bytes; at most 1000000 are sent")]
    [InlineData("binary.tfvars", "is not text in UTF-8")]
    public async Task A_variable_file_that_cannot_be_sent_is_named(string file, string why)
    {
        Directory.CreateDirectory(Path.Combine(repository, "components/terraform/hello/folder.tfvars"));
        Write("components/terraform/hello/large.tfvars", new string('#', 1_000_001));
        File.WriteAllBytes(Path.Combine(repository, "components/terraform/hello/binary.tfvars"), [0xff, 0xfe]);
        var refused = await GaiaAsync("terraform", "plan", "hello", "-s", "local", "-var-file", file);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains($"components/terraform/hello/{file} {why}", refused.Error);
        Assert.DoesNotContain(api.Requests, request => request.Method == "POST");
    }

    [Fact]
    public async Task A_plan_is_packed_uploaded_queued_followed_and_shown_with_how_to_approve_it()
    {
        run.Became(RunStatus.AwaitingApproval);
        var plan = await GaiaAsync("terraform", "plan", "hello", "-s", "local", "-target=output.a", "--message", "why");

        Assert.Equal(0, plan.ExitCode);
        Assert.Contains("+ terraform_data.a", plan.Out);
        Assert.Contains("gaia runs approve 0123456789ab", plan.Out);
        var posts = api.Requests.Where(r => r.Method == "POST").ToList();
        Assert.Equal(2, posts.Count); // refused without the archive, then taken
        Assert.NotEqual(posts[0].Headers["Idempotency-Key"], posts[1].Headers["Idempotency-Key"]);
        var asked = JsonSerializer.Deserialize(posts[1].Text, ContractsJson.Default.QueueRunRequest)!;
        Assert.Equal(("hello", "local", RunOperation.Plan, "why"), (asked.Component, asked.Stack, asked.Operation, asked.Message));
        Assert.Equal(["-target=output.a"], asked.Arguments);
        var archive = ConfigurationArchive.Inspect(new MemoryStream(uploaded!));
        Assert.Equal(archive.Digest, asked.ConfigurationDigest);
        Assert.Equal(3, archive.Files - 1); // atmos.yaml, the manifest, main.tf, and Gaia's own note
    }

    [Fact]
    public async Task A_variable_with_the_name_of_a_secret_is_refused_before_anything_is_sent()
    {
        Write("stacks/local.yaml", "name: local\ncomponents: {terraform: {hello: {vars: {greeting: !env NC_TOKEN}}}}\n");
        environment["NC_TOKEN"] = "s3cret";
        var refused = await GaiaAsync("terraform", "plan", "hello", "-s", "local");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("hello in local reads the environment variable NC_TOKEN, which is not sent", refused.Error);
        Assert.Contains("-var-file", refused.Error);
        Assert.DoesNotContain("s3cret", refused.Error);
        Assert.DoesNotContain(api.Requests, request => request.Method is "POST" or "PUT");
    }

    [Fact]
    public async Task What_the_api_has_already_is_not_sent_again()
    {
        run.Became(RunStatus.AwaitingApproval);
        await GaiaAsync("terraform", "plan", "hello", "-s", "local");
        await GaiaAsync("terraform", "plan", "hello", "-s", "local");
        Assert.Single(api.Requests, request => request.Method == "PUT");
    }

    [Fact]
    public async Task An_apply_asks_and_approves_the_digest_that_was_shown()
    {
        run.Became(RunStatus.AwaitingApproval);
        var apply = await GaiaAsync(["terraform", "apply", "hello", "-s", "local"], "yes\n", terminal: true);
        Assert.Equal(0, apply.ExitCode);
        Assert.Contains(FakeRun.Digest, api.Requests.Single(r => r.Path == Routes.ApproveRun(run.Id)).Text);
        Assert.Contains("Applied.", apply.Out);
    }

    [Theory]
    [InlineData("yes\n", "approval")]
    [InlineData("no\n", "refusal")]
    public async Task An_API_that_is_gone_when_the_answer_comes_is_said_with_how_to_go_on(string typed, string decision)
    {
        run.Became(RunStatus.AwaitingApproval);
        api.Json("GET", Routes.RunPlan(run.Id), new(FakeRun.Digest, run.Changes, [], [], []), ContractsJson.Default.PlanResponse);
        foreach (var route in (string[])[Routes.ApproveRun(run.Id), Routes.DiscardRun(run.Id)])
            api.On("POST", route, exchange =>
            {
                exchange.Cut();
                return Task.CompletedTask;
            });

        var apply = await GaiaAsync(["terraform", "apply", "hello", "-s", "local"], typed, terminal: true);

        Assert.Equal(6, apply.ExitCode);
        Assert.Contains($"Your {decision} of run 0123456789ab", apply.Error);
        Assert.Contains("gaia runs approve 0123456789ab", apply.Error);
        Assert.DoesNotContain("in place", apply.Error);
    }

    [Fact]
    public async Task An_apply_that_is_declined_is_discarded()
    {
        run.Became(RunStatus.AwaitingApproval);
        var apply = await GaiaAsync(["terraform", "apply", "hello", "-s", "local"], "\n", terminal: true);
        Assert.Equal(1, apply.ExitCode);
        Assert.Contains(api.Requests, r => r.Path == Routes.DiscardRun(run.Id));
        Assert.DoesNotContain(api.Requests, r => r.Path == Routes.ApproveRun(run.Id));
    }

    [Fact]
    public async Task An_apply_with_nobody_to_ask_waits_and_a_script_can_tell()
    {
        run.Became(RunStatus.AwaitingApproval);
        var apply = await GaiaAsync("terraform", "apply", "hello", "-s", "local");
        Assert.Equal(4, apply.ExitCode);
        Assert.Contains("gaia runs approve", apply.Out);
        Assert.Contains("hello in local is not applied yet: there is no terminal to ask at, and run 0123456789ab waits for approval. "
            + "`gaia runs approve 0123456789ab --yes` goes on with it; -auto-approve skips the approval.\n", apply.Error);
        var json = await GaiaAsync("terraform", "apply", "hello", "-s", "local", "--format", "json");
        Assert.Equal(4, json.ExitCode);
        Assert.Contains("not applied yet: with --format json nobody is asked", json.Error);
    }

    [Fact]
    public async Task A_workflow_that_fails_for_that_reason_lets_it_be_seen()
    {
        Write("stacks/workflows/apply.yaml", "workflows: {apply: {steps: [{name: hello, command: terraform apply hello -s local, type: atmos}]}}");
        Write("atmos.yaml", $"{File.ReadAllText(Path.Combine(repository, "atmos.yaml"))}\nworkflows: {{base_path: stacks/workflows}}\n".Replace("[\"**/*\"]", "[local]"));
        run.Became(RunStatus.AwaitingApproval);
        var workflow = await GaiaAsync("workflow", "apply");
        Assert.Equal(4, workflow.ExitCode);
        Assert.Contains("hello in local is not applied yet: there is no terminal to ask at", workflow.Error);
    }

    [Theory]
    [InlineData("yes", false)]
    [InlineData("hello", true)]
    public async Task A_destroy_wants_the_name_typed(string typed, bool approved)
    {
        run.Became(RunStatus.AwaitingApproval);
        await GaiaAsync(["terraform", "destroy", "hello", "-s", "local"], typed + "\n", terminal: true);
        Assert.Equal(approved, api.Requests.Any(r => r.Path == Routes.ApproveRun(run.Id)));
    }

    [Fact]
    public async Task Auto_approve_is_said_when_the_run_is_asked_for()
    {
        run.Became(RunStatus.Approved).Became(RunStatus.Applying).Became(RunStatus.Applied);
        Assert.Equal(0, (await GaiaAsync("terraform", "apply", "hello", "-s", "local", "-auto-approve")).ExitCode);
        Assert.All(api.Requests.Where(r => r.Method == "POST"), r => Assert.Contains("\"autoApprove\":true", r.Text));
    }

    [Fact]
    public async Task A_plan_with_changes_exits_with_2_when_asked_as_terraform_is()
    {
        run.Became(RunStatus.AwaitingApproval);
        Assert.Equal(2, (await GaiaAsync("terraform", "plan", "hello", "-s", "local", "-detailed-exitcode")).ExitCode);
    }

    [Theory]
    [InlineData(ChangeAction.Create, 2)]
    [InlineData(ChangeAction.Forget, 2)]
    [InlineData(ChangeAction.Read, 0)]
    public async Task A_plan_that_is_only_looked_at_does_so_too(ChangeAction action, int code)
    {
        run.Became(RunStatus.Planned);
        api.Json("GET", Routes.RunPlan(run.Id), new(FakeRun.Digest, run.Changes, [new("terraform_data.a", "terraform_data", "a", action, null, [])], [], []), ContractsJson.Default.PlanResponse);
        Assert.Equal(code, (await GaiaAsync("terraform", "plan", "hello", "-s", "local", "--plan-only", "-detailed-exitcode")).ExitCode);
        Assert.Equal(0, (await GaiaAsync("terraform", "plan", "hello", "-s", "local", "--plan-only")).ExitCode);
    }

    [Fact]
    public async Task Detach_prints_the_id_alone()
    {
        var plan = await GaiaAsync("terraform", "plan", "hello", "-s", "local", "--detach");
        Assert.Equal($"{run.Id}\n", plan.Out);
    }

    [Fact]
    public async Task What_is_not_waited_for_has_no_exit_code_to_read()
    {
        var plan = await GaiaAsync("terraform", "plan", "hello", "-s", "local", "--detach", "-detailed-exitcode");
        Assert.Equal(1, plan.ExitCode);
        Assert.Contains("exclude each other", plan.Error);
        Assert.Empty(api.Requests);
    }

    [Theory]
    [InlineData("-")]
    [InlineData("")]
    [InlineData("no/such/folder/plan.json")]
    public async Task A_plan_that_cannot_be_written_is_not_made(string file)
    {
        Assert.Equal(1, (await GaiaAsync("terraform", "plan", "hello", "-s", "local", "--plan-json", file)).ExitCode);
        Assert.Empty(api.Requests);
    }

    [Fact]
    public async Task A_typo_fails_before_anything_is_asked()
    {
        var plan = await GaiaAsync("terraform", "plan", "helo", "-s", "local");
        Assert.Equal(1, plan.ExitCode);
        Assert.Contains("hello", plan.Error);
        Assert.Empty(api.Requests);
    }

    [Fact]
    public async Task A_component_without_code_is_refused_here()
    {
        var plan = await GaiaAsync("terraform", "plan", "empty", "-s", "local");
        Assert.Equal(1, plan.ExitCode);
        Assert.Contains("components/terraform/empty", plan.Error);
        Assert.Empty(api.Requests);
    }

    [Theory]
    [InlineData("pipe", "--remote")]
    [InlineData("more.tf", "--remote")]
    [InlineData("more.tf", "--local")]
    [InlineData(".gaiaignore", "--remote")]
    [InlineData("../../../.gitignore", "--remote")]
    [InlineData("terraform.tfvars", "--local")]
    [InlineData("x.auto.tfvars.json", "--local")]
    [InlineData("local-hello.terraform.tfvars.json", "--local")]
    [InlineData("local-hello.planfile", "--local")]
    [InlineData(".terraform.lock.hcl", "--local")]
    [InlineData("terraform.tfstate", "--local")]
    [InlineData("terraform.tfstate.d/local/terraform.tfstate", "--local")]
    [InlineData(".terraform/terraform.tfstate", "--local")]
    [InlineData("given", "--local", "-var-file=given")]
    [InlineData("given", "--local", "-var-file", "given")]
    public async Task A_FIFO_in_the_folder_is_refused_by_name_and_never_waited_for(string name, params string[] arguments)
    {
        await NamedPipe.MakeAsync(Path.Combine(repository, "components/terraform/hello", name));

        var refused = await GaiaAsync(["terraform", "plan", "hello", "-s", "local", .. arguments]).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains(Path.GetFileName(name), refused.Error);
        Assert.Contains("FIFO", refused.Error);
        Assert.DoesNotContain(api.Requests, request => request.Method == "POST");
    }

    [Fact]
    public async Task A_FIFO_for_a_plan_is_refused_by_name_and_never_waited_for()
    {
        await NamedPipe.MakeAsync(Path.Combine(repository, "components/terraform/hello/given"));
        var refused = await GaiaAsync("terraform", "apply", "hello", "-s", "local", "--planfile=given").WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("FIFO", refused.Error);
    }

    [Fact]
    public async Task A_disabled_component_is_skipped() => Assert.Contains("skipped", (await GaiaAsync("terraform", "plan", "gone", "-s", "local")).Error);

    [Fact]
    public async Task A_ref_is_waited_for_and_one_that_cannot_be_fetched_fails_the_command()
    {
        uploaded = [];
        var fetched = new FakeRun().Became(RunStatus.Fetching).Became(RunStatus.Failed);
        api.On("GET", Routes.RunEvents(run.Id), exchange => fetched.Stream()(exchange));
        api.On("GET", Routes.Run(run.Id), exchange => exchange.JsonAsync(
            fetched.Response with { Configuration = null, StateIdentity = null, TerraformExitCode = null, Ref = "nope", Error = "it has no revision nope" }, ContractsJson.Default.RunResponse));
        var plan = await GaiaAsync("terraform", "plan", "hello", "-s", "local", "--ref", "nope");
        Assert.Equal(1, plan.ExitCode);
        Assert.Contains("hello in local: fetching", plan.Out);
        Assert.Contains("hello in local: failed. it has no revision nope", plan.Error);
        Assert.Equal("nope", JsonSerializer.Deserialize(api.Requests.Single(request => request.Method == "POST").Text, ContractsJson.Default.QueueRunRequest)!.Ref);
    }

    private async Task QueueAsync(Exchange exchange)
    {
        var asked = JsonSerializer.Deserialize(exchange.Request.Body, ContractsJson.Default.QueueRunRequest)!;
        if (uploaded is null)
            await exchange.JsonAsync(
                new(null, "t", 404, "No such configuration", null, "configuration.not-found"), ContractsJson.Default.ProblemResponse, 404);
        else await exchange.JsonAsync(run.Response with { Operation = asked.Operation }, ContractsJson.Default.RunResponse, 201);
    }

    private async Task UploadAsync(Exchange exchange)
    {
        if (exchange.Request.Method != "PUT" || !exchange.Request.Path.StartsWith(Routes.Configurations, StringComparison.Ordinal))
        {
            await exchange.WriteAsync(404, "text/plain", []);
            return;
        }
        uploaded = exchange.Request.Body;
        await exchange.JsonAsync(new(FakeRun.Digest, uploaded.Length, FakeRun.Start), ContractsJson.Default.ConfigurationResponse, 201);
    }

    private Task Answer(Exchange exchange) => exchange.JsonAsync(run.Response, ContractsJson.Default.RunResponse);

    private void Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(repository, path))!);
        File.WriteAllText(Path.Combine(repository, path), content);
    }

    private Task<CliRun> GaiaAsync(params string[] args) => GaiaAsync(args, "");

    private Task<CliRun> GaiaAsync(string[] args, string input, bool terminal = false) => CliRun.OfAsync(
        args, new Dictionary<string, string>(environment) { ["GAIA_URL"] = api.Url.ToString(), ["HOME"] = repository }, repository, input, terminal);
}
