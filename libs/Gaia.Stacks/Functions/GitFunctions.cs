using Gaia.Documents.Nodes;
using Gaia.Stacks.Files;

namespace Gaia.Stacks.Functions;

/// <summary>
/// `!repo-root`, `!cwd` and `!git.*`, read from the repository's own files: no git is run. Of a configuration that was sent, its sender
/// said what they are; folders are those of this machine, and only count where that is allowed.
/// </summary>
internal sealed class GitFunctions(RepositoryOptions options)
{
    private readonly Lazy<string?> root = new(() => options.Root.GitRoot(options.WorkingDirectory));

    public Node Root(FunctionCall call)
    {
        Allowed(call);
        return (options.SentFrom?.Root ?? root.Value) is { } folder ? new StringNode(folder, call.Mark)
            : call.Argument.Length > 0 ? new StringNode(call.Argument, call.Mark)
            : throw call.Invalid("this is not a git repository; give a default");
    }

    public Node WorkingDirectory(FunctionCall call)
    {
        if (options.SentFrom is not null) Allowed(call);
        return new StringNode(Paths.Join(options.WorkingDirectory, call.Argument), call.Mark);
    }

    public Node Sha(FunctionCall call) => Known(call, repository => repository.Sha);

    public Node Branch(FunctionCall call) => Known(call, repository => repository.Branch);

    public Node Ref(FunctionCall call) => Known(call, repository => repository.Ref);

    public Node Url(FunctionCall call) => Known(call, repository => repository.Url);

    public Node HostName(FunctionCall call) => Known(call, repository => repository.Remote?.Host);

    public Node Owner(FunctionCall call) => Known(call, repository => repository.Remote?.Owner);

    public Node Name(FunctionCall call) => Known(call, repository => repository.Remote?.Name);

    public Node Repository(FunctionCall call) =>
        Known(call, repository => repository.Remote is { } remote ? $"{remote.Owner}/{remote.Name}" : null);

    private StringNode Known(FunctionCall call, Func<GitFolder, string?> ask)
    {
        var value = Fact(call, ask) ?? (call.Argument.Length > 0 ? call.Argument : null);
        return value is not null ? new StringNode(value, call.Mark) : throw call.Invalid("the git repository does not say; give a default");
    }

    private string? Fact(FunctionCall call, Func<GitFolder, string?> ask)
    {
        var name = call.Name[1..];
        if (options.SentFrom is { } sender)
            return sender.Git.TryGetValue(name, out var sent) ? sent : throw new StacksInvalidException("git.not-sent",
                $"{call.Name} is read, but was not sent with the configuration: a git revision has none, and an address with a password is never sent", call.Mark);
        Allowed(call);
        var value = root.Value is { } folder ? options.Root.At(call.Mark, () => ask(new GitFolder(folder, options.Root))) : null;
        options.GitAsked?.Invoke(name, value);
        return value;
    }

    private void Allowed(FunctionCall call)
    {
        if (options.Outside.HasFlag(OutsideAccess.Git)) return;
        throw call.NotAllowed(options.SentFrom is null ? "reading the git repository is" : "it is a folder of the machine that asks, and another one here; that is", OutsideAccess.Git);
    }
}
