using static Gaia.Manifests.Tests.Model.Modelling;

namespace Gaia.Manifests.Tests.Model;

public sealed class ShellCommandTests
{
    [Theory]
    [InlineData("/bin/sh", "redis-server --requirepass $PASSWORD --save 60 1", "exec redis-server --requirepass $PASSWORD --save 60 1")]
    [InlineData("bash", "/opt/run", "exec /opt/run")]
    [InlineData("sh", "run --key {pw.value} on", "exec run --key [pw] on")]
    [InlineData("sh", "first && second", "first && second")]
    [InlineData("sh", "run {pw.value}; then", "run [pw]; then")]
    [InlineData("sh", "exec run", "exec run")]
    [InlineData("sh", "cd /srv", "cd /srv")]
    [InlineData("sh", "A=1 run", "A=1 run")]
    [InlineData("sh", "{pw.value} run", "[pw] run")]
    [InlineData("sh", "one\ntwo", "one\ntwo")]
    [InlineData("node", "run", "run")]
    public void A_shell_that_only_starts_a_program_gives_it_its_place(string shell, string script, string wanted)
    {
        var args = Build("""
            {"pw": {"type": "parameter.v0", "value": "{pw.inputs.value}", "inputs": {"value": {"type": "string", "secret": true}}}, "app": {"type": "container.v0", "image": "x", "entrypoint": "SHELL", "args": ["-c", SCRIPT, "more"]}}
            """.Replace("SHELL", shell).Replace("SCRIPT", System.Text.Json.JsonSerializer.Serialize(script))).Workload("app").Args;
        Assert.Equal(["-c", wanted, "more"], args.Select(arg => arg.Written()));
    }
}
