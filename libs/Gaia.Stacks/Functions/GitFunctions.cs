using Gaia.Documents.Nodes;
using Gaia.Stacks.Files;

namespace Gaia.Stacks.Functions;

/// <summary>`!repo-root` and `!git.*`, read from the repository's own files: no git is run.</summary>
internal sealed class GitFunctions(RepositoryOptions options)
{
    private readonly Lazy<string?> root = new(() => Paths.GitRoot(options.WorkingDirectory));

    public Node Root(FunctionCall call)
    {
        Allowed(call);
        return root.Value is { } folder ? new StringNode(folder, call.Mark)
            : call.Argument.Length > 0 ? new StringNode(call.Argument, call.Mark)
            : throw call.Invalid("this is no git repository; give a default");
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
        Allowed(call);
        var value = root.Value is { } folder ? ask(new GitFolder(folder)) : null;
        value ??= call.Argument.Length > 0 ? call.Argument : null;
        return value is not null ? new StringNode(value, call.Mark) : throw call.Invalid("the git repository does not say; give a default");
    }

    private void Allowed(FunctionCall call)
    {
        if (!options.Outside.HasFlag(OutsideAccess.Git)) throw call.NotAllowed("reading the git repository is");
    }
}
