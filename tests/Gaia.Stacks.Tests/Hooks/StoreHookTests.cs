using Gaia.Documents.Json;
using Gaia.Documents.Nodes;
using Gaia.Stacks.Hooks;

namespace Gaia.Stacks.Tests.Hooks;

public sealed class StoreHookTests
{
    private const string Stacks =
        """
        vars: {stage: dev}
        hooks:
          all: {events: [after.terraform.apply], command: store, name: kept, outputs: {whole: .vpc}}
        components:
          terraform:
            vpc:
              hooks:
                ids: {events: [after-terraform-apply], command: store, name: kept, outputs: {vpc_id: .vpc.id, first: ".subnets[0]", stage: "{{ .vars.stage }}"}}
                later: {events: [after-terraform-plan], command: store, name: kept, outputs: {never: .vpc}}
                other: {events: [after-terraform-apply], command: infracost}
            wrong: {hooks: {all: {outputs: {whole: .absent}}}}
            nameless: {hooks: {all: {name: null}}}
        """;

    private static readonly MapNode Outputs = (MapNode)JsonReader.Read("""{"vpc": {"id": "vpc-1"}, "subnets": ["a", "b"]}""");

    [Fact]
    public void Write_outputs_under_the_keys_that_functions_read()
    {
        using var repository = Repository();
        var instance = repository.Find("vpc", "dev");
        var hooks = StoreHook.Of(instance, StoreHook.AfterApply);
        Assert.Equal("all ids", string.Join(' ', hooks.Select(hook => hook.Name)));
        Assert.Equal("whole vpc_id first stage", string.Join(' ', hooks.SelectMany(hook => StoreOutputs.Run(instance, hook, Outputs, TestContext.Current.CancellationToken))));
        string Stored(string key) => File.ReadAllText(repository.At("kept/dev/vpc/" + key)).TrimEnd();
        Assert.Equal(("{\"id\":\"vpc-1\"}", "\"vpc-1\"", "\"a\"", "\"dev\""), (Stored("whole"), Stored("vpc_id"), Stored("first"), Stored("stage")));
    }

    [Fact]
    public void An_output_that_is_not_there_writes_nothing()
    {
        using var repository = Repository();
        var instance = repository.Find("wrong", "dev");
        var fault = Assert.Throws<StacksInvalidException>(() => StoreOutputs.Run(instance, StoreHook.Of(instance, StoreHook.AfterApply).Single(), Outputs, TestContext.Current.CancellationToken));
        Assert.Equal("hook.output", fault.Code);
        Assert.False(Directory.Exists(repository.At("kept")));
    }

    [Fact]
    public void A_hook_without_a_store_is_refused()
    {
        using var repository = Repository();
        Assert.Equal("hook.invalid", Assert.Throws<StacksInvalidException>(() => StoreHook.Of(repository.Find("nameless", "dev"), StoreHook.AfterApply)).Code);
    }

    private static TestRepository Repository() => new(("stacks/deploy/dev.yaml", Stacks + "\n"),
        ("atmos.yaml", TestRepository.Configuration + "\nstores: {kept: {type: file, options: {path: kept}}}\n"));
}
