using System.Collections.Concurrent;
using Gaia.Documents.Nodes;

namespace Gaia.Stacks.Files;

/// <summary>Files of other places, each fetched once however many manifests name it.</summary>
internal sealed class RemoteFiles(RepositoryOptions options, RepositoryFiles files)
{
    private readonly ConcurrentDictionary<string, Lazy<string>> fetched = new(StringComparer.Ordinal);

    /// <returns>Absolute path of a local copy.</returns>
    public string Fetch(string address, SourceMark mark)
    {
        if (options.Fetch is not { } fetch || !options.Outside.HasFlag(OutsideAccess.RemoteFiles))
            throw new StacksInvalidException("outside.remote-files", $"'{address}' is not fetched here: remote files are not allowed", mark);
        return fetched.GetOrAdd(address, key => new Lazy<string>(() => files.Fetched(fetch(key, mark, options)))).Value;
    }
}
