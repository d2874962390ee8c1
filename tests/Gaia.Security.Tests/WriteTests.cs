using Gaia.Documents.Nodes;
using Gaia.Stacks;
using Gaia.Stacks.Components;
using Gaia.Stacks.Files;
using Gaia.Stacks.Hooks;
using Gaia.Terraform;
using Gaia.Terraform.Code;

namespace Gaia.Security.Tests;

/// <summary>What a configuration makes Gaia write stays below its root.</summary>
public sealed class WriteTests
{
    public static TheoryData<string> Ways => [.. Spellings.All.Keys];

    [Theory]
    [MemberData(nameof(Ways))]
    public void Generated_files_stay_inside(string spelling) => Stays(spelling, written =>
        $"vars: {{stage: dev}}\ncomponents: {{terraform: {{app: {{generate: {{{written}: {{a: b}}}}}}}}}}\n");

    [Theory]
    [MemberData(nameof(Ways))]
    public void Files_named_by_the_stack_stay_inside(string spelling) => Stays(spelling, written =>
        $"vars: {{stage: {written}}}\ncomponents: {{terraform: {{app: {{vars: {{a: b}}, backend_type: local}}}}}}\n");

    [Theory]
    [MemberData(nameof(Ways))]
    public void Files_of_a_component_elsewhere_stay_inside(string spelling) => Stays(spelling, written =>
        $"vars: {{stage: dev}}\ncomponents: {{terraform: {{app: {{metadata: {{component: {written}}}, vars: {{a: b}}}}}}}}\n", folder: true);

    [Theory]
    [MemberData(nameof(Ways))]
    public void Stores_of_files_stay_inside(string spelling)
    {
        using var trap = new Trap();
        var folder = Spellings.All[spelling](trap, "canary.yaml").Replace("/canary.yaml", "");
        trap.Put("atmos.yaml", $"stores: {{s: {{type: file, options: {{path: {System.Text.Json.JsonSerializer.Serialize(folder)}}}}}}}\n{Places.Atmos}");
        trap.Put("stacks/dev.yaml", "vars: {stage: dev}\ncomponents: {terraform: {app: {vars: {a: b}}}}\n");
        var before = trap.OutsideNow();
        Try(() => StoreOutputs.Run(Open(trap).Find("app", "dev"), new StoreHook("h", "s", new Dictionary<string, string> { ["canary.yaml"] = "written" }), MapNode.Empty));
        Assert.Equal(before, trap.OutsideNow());
    }

    [Fact]
    public void A_link_that_appears_after_a_check_is_not_written_through()
    {
        using var trap = new Trap();
        var root = RepositoryRoot.ConfinedTo(trap.Root);
        var before = trap.OutsideNow();
        root.Demand(trap.At("made.yaml"));
        File.CreateSymbolicLink(trap.At("made.yaml"), Path.Join(trap.Outside, "canary.yaml"));
        Assert.Equal("path.outside", Assert.Throws<StacksInvalidException>(() => root.Write(trap.At("made.yaml"), "x"u8)).Code);
        Assert.Equal(before, trap.OutsideNow());
    }

    [Fact]
    public void Inside_it_writes_also_over_what_is_there()
    {
        using var trap = new Trap();
        var root = RepositoryRoot.ConfinedTo(trap.Root);
        root.Write(trap.At("a/b/c.txt"), "one"u8);
        root.Write(trap.At("a/b/c.txt"), "two"u8);
        File.CreateSymbolicLink(trap.At("inside"), "a/b");
        Assert.Equal("two", root.Text(trap.At("inside/c.txt")));
        Assert.Equal(["c.txt"], root.Entries(trap.At("inside"))!.Select(entry => entry.Name));
    }

    private static void Stays(string spelling, Func<string, string> stack, bool folder = false)
    {
        using var trap = new Trap();
        var path = Spellings.All[spelling](trap, "canary.yaml");
        var written = System.Text.Json.JsonSerializer.Serialize(folder ? path.Replace("/canary.yaml", "") : path);
        trap.Put("atmos.yaml", Places.Atmos);
        trap.Put("stacks/dev.yaml", stack(written));
        trap.Put("components/terraform/app/main.tf", "");
        Directory.CreateSymbolicLink(trap.At("components/terraform/app/links"), trap.At("links"));
        var before = trap.OutsideNow();
        foreach (var instance in Instances(trap)) Try(() => WriteAll(instance, Open(trap)));
        Assert.Equal(before, trap.OutsideNow());
    }

    private static IReadOnlyList<ComponentInstance> Instances(Trap trap)
    {
        IReadOnlyList<ComponentInstance> found = [];
        Try(() => found = [.. Open(trap).Instances()]);
        return found;
    }

    // As a worker does it.
    private static void WriteAll(ComponentInstance instance, AtmosRepository repository)
    {
        var root = repository.Configuration.Root;
        var code = ComponentCode.Read(root, instance.AbsoluteFolder);
        var plan = ActionPlanner.Of(repository.Configuration, instance, code, new(TerraformVerb.All[0], []) { WritesBackend = true });
        foreach (var (name, bytes) in plan.Files) root.Write(Path.Combine(plan.Folder, name), bytes);
    }

    private static void Try(Action act)
    {
        try
        {
            act();
        }
        catch (Exception fault)
        {
            Assert.True(fault is Documents.DocumentException or TerraformRefusedException or IOException, $"{fault}");
        }
    }

    private static AtmosRepository Open(Trap trap) => AtmosRepository.Open(new()
    {
        Root = RepositoryRoot.ConfinedTo(trap.Root), WorkingDirectory = trap.Root, SearchOutward = false, Outside = OutsideAccess.All,
    });
}
