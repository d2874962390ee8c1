using System.Security.Cryptography;
using System.Text;

namespace Gaia.Vendoring;

/// <summary>
/// A commit's files, kept below the cache by repository and commit id: content that cannot change. Asking the remote for
/// the commit behind a tag or branch is all that a second run does.
/// </summary>
internal static class GitFetch
{
    public static string Run(VendorAddress address, VendorOptions options, VendorSource source, CancellationToken cancellation)
    {
        var reference = address.Reference ?? "HEAD";
        if (reference.StartsWith('-') || address.Location.StartsWith('-')) throw VendorErrors.Fetch(source, "a reference or address must not start with a dash");
        string Git(params string[] arguments) => VendorProcess.Run("git", ["-c", "protocol.ext.allow=never", .. arguments], options, source, cancellation)
            ?? throw VendorErrors.Fetch(source, "git is not installed; install it with your package manager");
        var commit = IsCommit(reference) ? reference : Resolve(Git("ls-remote", "--", address.Location, reference, $"{reference}^{{}}"), reference)
            ?? throw VendorErrors.Fetch(source, $"the repository has no reference '{reference}'");
        var repository = Path.Join(options.CacheDirectory, "git", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.Location)))[..24]);
        var kept = Path.Join(repository, commit);
        if (Directory.Exists(kept)) return kept;
        var work = Path.Join(repository, $".{commit[..12]}-{Guid.NewGuid():n}");
        Directory.CreateDirectory(work);
        try
        {
            Git("init", "--quiet", work);
            Git("-C", work, "fetch", "--quiet", "--depth", "1", "--", address.Location, IsCommit(reference) ? commit : reference);
            Git("-C", work, "-c", "advice.detachedHead=false", "checkout", "--quiet", "FETCH_HEAD");
            Directory.Delete(Path.Join(work, ".git"), recursive: true);
            try
            {
                Directory.Move(work, kept);
            }
            catch (IOException) when (Directory.Exists(kept))
            {
                // Another run was faster; its files are the same.
            }
            return kept;
        }
        finally
        {
            if (Directory.Exists(work)) Directory.Delete(work, recursive: true);
        }
    }

    private static bool IsCommit(string reference) => reference.Length == 40 && reference.All(char.IsAsciiHexDigitLower);

    // An annotated tag has two lines; the one that ends in ^{} names the commit.
    private static string? Resolve(string listing, string reference)
    {
        var lines = listing.Split('\n').Select(line => line.Split('\t')).Where(parts => parts.Length == 2).ToArray();
        var best = lines.FirstOrDefault(parts => parts[1] == $"refs/tags/{reference}^{{}}")
            ?? lines.FirstOrDefault(parts => parts[1] == $"refs/tags/{reference}")
            ?? lines.FirstOrDefault(parts => parts[1] == $"refs/heads/{reference}")
            ?? lines.FirstOrDefault(parts => parts[1] == reference);
        return best?[0].Trim();
    }
}
