using System.CommandLine;
using Gaia.Cli.Admin;
using Gaia.Cli.Completion;
using Gaia.Cli.Hosting;
using Gaia.Cli.Remote;

namespace Gaia.Cli.Contexts;

internal static class ContextSetCommand
{
    public static Command Create(CliContext context)
    {
        var name = ContextArgument.Create(context, "Name of a context, an old one or a new one");
        var url = new Option<string>("--url") { Description = "Address of the API, such as https://gaia.example" };
        var stack = new Option<string>("--stack", "-s") { Description = "Stack of commands that are given none; empty for none" };
        stack.CompletionSources.Add(_ => Suggestions.Stacks(context));
        var token = new Option<bool>("--token-stdin") { Description = "Read a token from standard input" };
        var command = new Command("set", "Make a context, or change what is given of one") { name, url, stack, token };
        command.SetAction((parsed, _) => RunAsync(context, parsed.GetValue(name)!, new(parsed.GetValue(url) is { } address ? Address(address) : null, parsed.GetValue(stack)), parsed.GetValue(token)));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, string name, ContextChange change, bool withToken)
    {
        ContextName.Check(name);
        var file = ContextFile.Of(context);
        var (before, known) = (change.On(file.Read(), name), file.Read().Find(name));
        if (withToken) change = change with { Token = await TokenInput.ReadAsync(context, before.Url, $"gaia context set {name} --token-stdin") };
        if (known is not null && change.IsEmpty) throw new CliException($"Nothing to change of context {name}.", ExitCodes.WrongUse, "Give --url, --stack or --token-stdin.");
        var contexts = await file.UpdateAsync(saved => saved.With(change.On(saved, name)), context.Token);
        var after = contexts.Get(name);
        context.Error.WriteLine($"Context {name} is {ApiAddress.Text(after.Url)}{(after.Stack is { } stack ? $", stack {stack}" : "")}{(after.Token is null ? ", without a token" : "")}.");
        if (change is { Url: { } moved, Token: null } && after.Token is not null && known is not null && !ApiAddress.Same(known.Url, moved))
            context.Error.WriteLine($"Its token is as before; `gaia login --context {name}` stores another.");
        if (contexts.Current != name) context.Error.WriteLine($"`gaia context use {name}` makes it the current one.");
        return ExitCodes.Ok;
    }

    private static Uri Address(string text)
    {
        var url = ApiAddress.Parse(text);
        return Beyond(url).ToList() is { Count: > 0 } beyond
            ? throw new CliException($"--url {ApiAddress.Text(url)}{url.AbsolutePath.TrimEnd('/')}: an address takes no {string.Join(" and no ", beyond)}.", ExitCodes.WrongUse, $"Write it as {ApiAddress.Text(url)}.")
            : url;
    }

    private static IEnumerable<string> Beyond(Uri url)
    {
        if (url.UserInfo.Length > 0) yield return "user";
        if (url.AbsolutePath != "/") yield return "path";
        if (url.Query.Length > 0) yield return "query";
        if (url.Fragment.Length > 0) yield return "fragment";
    }
}
