namespace Gaia.Cli.Tests.Validate;

/// <summary>Against stand-ins for opa and conftest that check how they are called and answer in the real ones' JSON.</summary>
public sealed class OpaTests : IDisposable
{
    private readonly SampleRepository sample = new();
    private readonly string bin;

    public OpaTests()
    {
        bin = Path.Combine(sample.Root, ".policy-bin");
        Directory.CreateDirectory(bin);
        sample.Environment["PATH"] = $"{bin}:/usr/bin:/bin";
        sample.File("atmos.yaml", sample.Read("atmos.yaml") + "schemas: {opa: {base_path: policies}}\n");
        sample.File("policies/app.rego", "package atmos\nerrors[message] { input.vars.size > 2; message := \"too big\" }\n");
        sample.File("policies/lib/names.rego", "package names\n");
        sample.File("stacks/catalog/app.yaml", sample.Read("stacks/catalog/app.yaml").Replace("vars: {name: app}",
            "vars: {name: app}\n      settings: {validation: {size: {schema_type: opa, schema_path: app.rego, module_paths: [lib], timeout: 5}}}"));
    }

    public void Dispose() => sample.Dispose();

    [Theory]
    [InlineData("dev", 0, "")]
    [InlineData("prod", 1, "size: too big")]
    public async Task Opa_is_asked_for_the_errors(string stack, int exitCode, string message)
    {
        Program("opa", """
            echo "$@" > ROOT/.args
            size=$(tr -d ' \n' | grep -o '"size":[0-9][0-9]*' | head -1 | grep -o '[0-9]*$')
            if [ "$size" -gt 2 ]; then errors='"too big"'; fi
            echo "{\"result\": [{\"expressions\": [{\"value\": [$errors], \"text\": \"data.atmos.errors\", \"location\": {\"row\": 1, \"col\": 1}}]}]}"
            """);
        var run = await ValidateAsync(stack);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(message, run.Error);
        Assert.Equal($"eval --stdin-input --format json --v0-compatible --ignore *_test.rego --data {sample.Root}/policies/app.rego --data {sample.Root}/policies/lib data.atmos.errors",
            sample.Read(".args").Trim());
    }

    [Fact]
    public async Task The_command_line_says_how_long_a_policy_may_take()
    {
        Program("opa", "exec sleep 60");
        var run = await sample.GaiaAsync("validate", "component", "app", "-s", "dev", "--timeout", "1");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("did not end within 1 s", run.Error);
    }

    [Fact]
    public async Task Conftest_stands_in_with_errors_as_denials()
    {
        Program("conftest", """
            echo "$@" > ROOT/.args
            for bridge in "$@"; do case "$bridge" in *errors_are_denials.rego) cat "$bridge" > ROOT/.bridge;; esac; done
            cat > /dev/null
            echo '[{"filename": "-", "namespace": "atmos", "successes": 0, "failures": [{"msg": "too big", "metadata": {"query": "data.atmos.deny"}}]}]'
            """);
        var run = await ValidateAsync("prod");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("size: too big", run.Error);
        Assert.StartsWith($"test --rego-version v0 --namespace atmos --parser json --output json --no-fail --policy {sample.Root}/policies/app.rego --policy {sample.Root}/policies/lib --policy ", sample.Read(".args"));
        Assert.Contains("deny[message] { message := errors[_] }", sample.Read(".bridge"));
    }

    [Theory]
    [InlineData("echo '{}'", "invalid Rego policy in the file")]
    [InlineData("echo '1 error occurred: rego_parse_error' >&2; exit 2", "opa exited 2: 1 error occurred: rego_parse_error")]
    [InlineData("exec sleep 60", "did not end within 1 s")]
    public async Task A_policy_that_does_not_work_is_told(string script, string message)
    {
        sample.File("stacks/catalog/app.yaml", sample.Read("stacks/catalog/app.yaml").Replace("timeout: 5", "timeout: 1"));
        Program("opa", script);
        var run = await ValidateAsync("dev");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Error);
    }

    [Fact]
    public async Task Without_a_program_it_is_told_which_ones_help()
    {
        var run = await ValidateAsync("dev");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("neither opa nor conftest is installed", run.Error);
    }

    private Task<CliRun> ValidateAsync(string stack) => sample.GaiaAsync("validate", "component", "app", "-s", stack);

    private void Program(string name, string script)
    {
        var path = Path.Combine(bin, name);
        File.WriteAllText(path, "#!/bin/sh\n" + script.Replace("ROOT", sample.Root, StringComparison.Ordinal) + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
