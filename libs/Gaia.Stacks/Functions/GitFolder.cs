using Gaia.Stacks.Files;

namespace Gaia.Stacks.Functions;

/// <summary>What the files of a `.git` folder say.</summary>
internal sealed class GitFolder
{
    private const string Elsewhere = "gitdir: ";
    private readonly string folder;
    private readonly string common;
    private readonly RepositoryRoot files;

    public GitFolder(string root, RepositoryRoot files)
    {
        this.files = files;
        folder = Path.Join(root, ".git");
        // A worktree's .git is a file: "gitdir: /repo/.git/worktrees/x".
        if (files.FileExists(folder) && files.Text(folder).Trim() is var text && text.StartsWith(Elsewhere, StringComparison.Ordinal))
            folder = Path.GetFullPath(text[Elsewhere.Length..], root);
        var link = Path.Join(folder, "commondir");
        common = files.FileExists(link) ? Path.GetFullPath(files.Text(link).Trim(), folder) : folder;
    }

    internal sealed record RemoteUrl(string Host, string Owner, string Name);

    public string? Ref => Head is { } head && head.StartsWith("ref: ", StringComparison.Ordinal) ? head["ref: ".Length..] : null;

    public string? Branch => Ref is { } name && name.StartsWith("refs/heads/", StringComparison.Ordinal) ? name["refs/heads/".Length..] : null;

    public string? Sha => Ref is { } name ? Resolve(name) : Head;

    // [remote "origin"]
    //     url = git@github.com:owner/name.git
    public string? Url
    {
        get
        {
            var lines = Read(Path.Join(common, "config"))?.Split('\n') ?? [];
            return lines.SkipWhile(line => line.Trim() != "[remote \"origin\"]").Skip(1).TakeWhile(line => !line.TrimStart().StartsWith('['))
                .Select(line => line.Split('=', 2)).Where(parts => parts[0].Trim() == "url").Select(parts => parts[1].Trim()).FirstOrDefault();
        }
    }

    public RemoteUrl? Remote
    {
        get
        {
            if (Url is not { } url) return null;
            var plain = url.EndsWith(".git", StringComparison.Ordinal) ? url[..^4] : url;
            plain = plain[(plain.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0)..];
            plain = plain[(plain.IndexOf('@') + 1)..].Replace(':', '/');
            var parts = plain.Split('/', StringSplitOptions.RemoveEmptyEntries);
            return parts.Length < 3 ? null : new RemoteUrl(parts[0], string.Join('/', parts[1..^1]), parts[^1]);
        }
    }

    private string? Head => Read(Path.Join(folder, "HEAD"))?.Trim();

    private string? Resolve(string name) =>
        Read(Path.Join(folder, name))?.Trim() ?? Read(Path.Join(common, name))?.Trim()
        ?? Read(Path.Join(common, "packed-refs"))?.Split('\n').FirstOrDefault(line => line.EndsWith(" " + name, StringComparison.Ordinal))?.Split(' ')[0];

    private string? Read(string path) => files.FileExists(path) ? files.Text(path) : null;
}
