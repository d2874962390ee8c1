using System.Text.Json;
using Gaia.Stacks.Components;
using Gaia.Stacks.Nodes;

namespace Gaia.Platform.Tests;

/// <summary>
/// One stack really applied to a stand-in, component after component, in a copy of its own. Outputs that a component
/// reads of others (`!terraform.state`) come from their states in this copy, or in that of another stack.
/// </summary>
internal sealed class AppliedStack(StandIn standIn, string stack, AppliedStack? other = null) : IDisposable
{
    private readonly Terraform terraform = Terraform.Prepare(standIn.Environment);

    public async Task ApplyAsync(string component, params string[] more)
    {
        await Needs.ProviderAsync(terraform, component);
        string[] arguments = ["-no-color", "-auto-approve", $"-var-file={Varfile(component)}", .. more];
        await terraform.MustAsync(Folder(component), ["apply", .. arguments]);
        // As apply-environment does: back-references (a group's rules) are in the state only after a refresh.
        await terraform.MustAsync(Folder(component), ["apply", "-refresh-only", .. arguments]);
    }

    public async Task AssertNothingToDoAsync(string component)
    {
        var plan = await terraform.RunAsync(Folder(component), "plan", "-no-color", "-detailed-exitcode", $"-var-file={Varfile(component)}");
        Assert.True(plan.ExitCode == 0, $"A second plan of {component} in {stack} should be empty:\n{plan.Everything}");
    }

    public async Task<ToolResult> DriftAsync(string component)
    {
        await terraform.MustAsync(Folder(component), "plan", "-no-color", "-out=drift.planfile", $"-var-file={Varfile(component)}");
        return await Python.CheckAsync("drift.py", await terraform.MustAsync(Folder(component), "show", "-json", "drift.planfile"));
    }

    /// <summary>Lifts the protection by typing the stack's name, then destroys.</summary>
    public async Task DestroyAsync(string component)
    {
        string[] teardown = component == "vpc" ? [] : [$"-var=teardown={stack}"];
        if (stack.EndsWith("-prod", StringComparison.Ordinal) && teardown.Length > 0)
            await ApplyAsync(component, teardown);
        await terraform.MustAsync(Folder(component), ["destroy", "-no-color", "-auto-approve", $"-var-file={Varfile(component)}", .. teardown]);
        Assert.Empty((await terraform.MustAsync(Folder(component), "state", "list")).Trim());
    }

    public async Task<JsonElement> OutputsAsync(string component) =>
        JsonDocument.Parse(await terraform.MustAsync(Folder(component), "output", "-json")).RootElement;

    public async Task<string> PythonAsync(string script, string prefix, string region)
    {
        var ran = await Tool.RunAsync("python3", [Path.Combine(Repository.AwsTests, script), prefix, region], Repository.Root,
            standIn.Environment, TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        Assert.True(ran.ExitCode == 0, ran.Everything);
        return ran.Output;
    }

    public void Dispose() => terraform.Dispose();

    private string Folder(string component) => terraform.Component(component);

    private string Varfile(string component) =>
        Varfiles.Write(Folder(component), Varfiles.Open(Repository.Root, Outputs, standIn.Environment).Find(component, stack));

    private MapNode? Outputs(ComponentInstance instance, CancellationToken cancellation)
    {
        var owner = instance.StackName == stack ? this : other;
        return owner?.OutputsAsync(instance.Name).GetAwaiter().GetResult() is { } outputs
            ? new MapNode([.. outputs.EnumerateObject().Select(output => KeyValuePair.Create(output.Name, Node(output.Value.GetProperty("value"))))])
            : null;
    }

    private static Node Node(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new MapNode([.. value.EnumerateObject().Select(entry => KeyValuePair.Create(entry.Name, Node(entry.Value)))]),
        JsonValueKind.Array => new ListNode([.. value.EnumerateArray().Select(Node)]),
        JsonValueKind.Number => new IntNode(value.GetInt64()),
        JsonValueKind.True or JsonValueKind.False => new BoolNode(value.GetBoolean()),
        JsonValueKind.Null => NullNode.Instance,
        _ => new StringNode(value.GetString()!),
    };
}
