namespace Gaia.Stacks.Files;

/// <summary>
/// `git::https://host/owner/repo.git//stacks/defaults.yaml?ref=v1`, `github.com/owner/repo//stacks/defaults.yaml`,
/// `git@host:owner/repo.git//...` or a plain http(s) address.
/// </summary>
internal sealed record RemoteAddress(bool IsGit, string Repository, string Path, string? Reference)
{
    public static RemoteAddress Parse(string address)
    {
        var forced = address.StartsWith("git::", StringComparison.Ordinal);
        var rest = forced ? address["git::".Length..] : address;
        var shorthand = Array.Exists((string[])["github.com/", "gitlab.com/", "bitbucket.org/"], host => rest.StartsWith(host, StringComparison.Ordinal));
        if (!forced && !shorthand && !rest.StartsWith("git@", StringComparison.Ordinal) && !rest.StartsWith("ssh://", StringComparison.Ordinal))
            return new RemoteAddress(false, address, "", null);
        if (shorthand) rest = "https://" + rest;
        var query = rest.IndexOf('?');
        var reference = query < 0 ? null : rest[(query + 1)..].Split('&').FirstOrDefault(pair => pair.StartsWith("ref=", StringComparison.Ordinal))?[4..];
        if (query >= 0) rest = rest[..query];
        var from = rest.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? scheme + 3 : 0;
        var split = rest.IndexOf("//", from, StringComparison.Ordinal);
        return split < 0
            ? new RemoteAddress(true, rest, "", reference)
            : new RemoteAddress(true, rest[..split], rest[(split + 2)..], reference);
    }
}
