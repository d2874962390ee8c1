using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Contracts;
using Gaia.Contracts.Client;

namespace Gaia.Cli.States;

internal static class StateAdoptCommand
{
    public static Command Create(CliContext context)
    {
        var component = ComponentArgument.Create(context);
        var stack = StackOption.Create(context);
        var command = new Command("adopt", "Give the state file in the component's folder to Gaia, which keeps it from then on") { component, stack };
        command.SetAction((parsed, _) =>
        {
            var instance = Repository.Open(context).Find(parsed.GetValue(component)!, parsed.RequiredStack(stack, context), "terraform");
            var file = LocalStateFile.Of(instance);
            return Online.RunAsync(context, client => AdoptAsync(context, client, file));
        });
        return command;
    }

    /// <summary>The file gets another name only once the API has its content, so that a crash in between loses nothing and the command can be repeated.</summary>
    private static async Task<int> AdoptAsync(CliContext context, GaiaClient client, LocalStateFile file)
    {
        var content = file.Read();
        AdoptableState.Demand(file.Path, content);
        var version = await SendAsync(context, client, file, content);
        var name = file.Retire(content, version.Digest);
        context.Out.WriteLine($"Gaia keeps the state of {file.Component} in {file.Stack}: version {version.Version}, serial {version.Serial}.");
        context.Error.WriteLine($"{file.Path} is now {name}.");
        return ExitCodes.Ok;
    }

    private static async Task<StateVersionResponse> SendAsync(CliContext context, GaiaClient client, LocalStateFile file, byte[] content)
    {
        try
        {
            return await client.AdoptStateAsync(file.Stack, file.Component, file.Identity, content, context.Token);
        }
        catch (GaiaApiException refusal) when (refusal.Code == "state.not-a-state")
        {
            throw new CliException($"{file.Path}: {refusal.Message}", ExitCodes.Failed, "Restore the file from a backup, or move it elsewhere.");
        }
    }
}
