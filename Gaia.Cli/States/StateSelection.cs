using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Contracts;
using Gaia.Contracts.Client;

namespace Gaia.Cli.States;

/// <summary>Which state: that of a component in a stack, and where it has several the one with an id.</summary>
internal sealed class StateSelection(CliContext context)
{
    private readonly Argument<string> component = ComponentArgument.Create(context);
    private readonly Option<string> stack = StackOption.Create(context);
    private readonly Option<string> id = new("--id") { Description = "Which one, where the component has several; `gaia state list` shows it" };

    public void AddTo(Command command)
    {
        command.Arguments.Insert(0, component);
        command.Add(stack);
        command.Add(id);
    }

    public SelectedState Read(ParseResult parsed) => new(parsed.GetValue(component)!, parsed.RequiredStack(stack, context), parsed.GetValue(id));
}

internal sealed record SelectedState(string Component, string Stack, string? Id)
{
    public override string ToString() => $"{Component} in {Stack}";

    public Task<StateResponse> FindAsync(GaiaClient client, CancellationToken cancellation) => client.GetStateAsync(Stack, Component, Id, cancellation);

    public Task<StateVersionResponse> FindAsync(GaiaClient client, long version, CancellationToken cancellation) =>
        client.GetStateVersionAsync(Stack, Component, version, Id, cancellation);

    /// <summary>The raw content, secrets and all.</summary>
    public async Task<byte[]> ContentAsync(GaiaClient client, long version, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        await client.CopyStateVersionAsync(Stack, Component, version, content, Id, cancellation);
        return content.ToArray();
    }
}
