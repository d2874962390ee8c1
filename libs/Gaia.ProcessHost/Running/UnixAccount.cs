namespace Gaia.ProcessHost.Running;

/// <summary>An account of /etc/passwd, such as "postgres:x:106:114:PostgreSQL administrator:/var/lib/postgresql:/bin/bash".</summary>
internal sealed record UnixAccount(string Name, uint Uid, uint Gid)
{
    /// <summary>For servers that refuse root or need not be it: the first that exists, or null when we are not root.</summary>
    public static UnixAccount? Unprivileged(params string[] preferred)
    {
        if (Environment.UserName != "root" && Unix.EffectiveUser() != 0)
            return null;
        var accounts = File.ReadLines("/etc/passwd").Select(Parse).OfType<UnixAccount>().ToDictionary(account => account.Name);
        return preferred.Append("nobody").Select(accounts.GetValueOrDefault).OfType<UnixAccount>().First();
    }

    private static UnixAccount? Parse(string line) =>
        line.Split(':') is [var name, _, var uid, var gid, ..] && uint.TryParse(uid, out var u) && uint.TryParse(gid, out var g)
            ? new UnixAccount(name, u, g)
            : null;
}
