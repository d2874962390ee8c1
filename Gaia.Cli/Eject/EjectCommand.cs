using System.CommandLine;
using Gaia.Cli.Configuration;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;
using Gaia.Contracts.Client;

namespace Gaia.Cli.Eject;

/// <summary>The way back: states to where terraform looks for them without Gaia.</summary>
internal static class EjectCommand
{
    public static Command Create(CliContext context)
    {
        var component = ComponentArgument.Create(context, required: false);
        var stack = StackOption.Create(context);
        var all = new Option<bool>("--all") { Description = "Every component whose state Gaia keeps; of one stack with -s" };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask" };
        var command = new Command("eject", "Write a state that Gaia keeps into the component's folder and remove it here, so that plain terraform works there")
        {
            component, stack, all, yes, Printing.FormatOption(),
        };
        command.SetAction((parsed, _) =>
        {
            var (name, many) = (parsed.GetValue(component), parsed.GetValue(all));
            if (many == name is not null)
                throw new CliException(many ? "A component and --all contradict each other." : "eject: no component given.", ExitCodes.WrongUse, "Name a component with its stack, or give --all.");
            var repository = Repository.Open(context);
            var chosen = new EjectSelection(context, repository);
            var instance = many ? null : repository.Find(name!, parsed.RequiredStack(stack, context), "terraform");
            return Online.RunAsync(context, async client =>
            {
                await DemandRoleAsync(context, client);
                var states = instance is null ? await chosen.AllAsync(client, parsed.GetValue(stack)) : [await chosen.OneAsync(client, instance)];
                return await RunAsync(context, client, states, parsed.GetValue(yes), parsed.IsJson());
            });
        });
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, GaiaClient client, IReadOnlyList<EjectedState> states, bool yes, bool json)
    {
        var ejection = new Ejection(context, client);
        foreach (var state in states) await ejection.CheckAsync(state);
        if (!yes && states.Any(state => state.Kept is not null)) await AskAsync(context, client, states);
        var done = new List<EjectReport>();
        foreach (var state in states)
        {
            done.Add(await ejection.RunAsync(state));
            if (!json) done[^1].Print(context);
        }
        if (json) context.PrintJson(new EjectReports(done), EjectJson.Default.EjectReports);
        else if (done.Count == 0) context.Error.WriteLine("Gaia keeps no state of these components.");
        return ExitCodes.Ok;
    }

    private static async Task AskAsync(CliContext context, GaiaClient client, IReadOnlyList<EjectedState> states)
    {
        var lines = states.Where(state => state.Kept is not null).Select(state => $"\n  {state}, serial {state.Kept!.Serial} -> {state.File.Path}");
        var question = $"These states go into their folders, and the Gaia at {ApiAddress.Text(client.Url)} keeps only their older versions:{string.Concat(lines)}";
        if (!Question.CanAsk(context)) throw new CliException(question, ExitCodes.WrongUse, "Nobody is there to be asked: give --yes to go on.");
        if (await Question.AskAsync(context, $"{question}\nOnly yes does it: ") != "yes") throw new CliException("Nothing was changed.");
    }

    // Before a file is written: the API refuses the delete at the end.
    private static async Task DemandRoleAsync(CliContext context, GaiaClient client)
    {
        var me = await client.WhoamiAsync(context.Token);
        if (me.Role < Contracts.Role.Operator)
            throw new CliException($"{me.Actor} is {Tokens.TokenWords.Of(me.Role)}; eject needs the role operator.", ExitCodes.NotAuthorised, "An admin gives other roles with `gaia tokens create`.");
    }
}
