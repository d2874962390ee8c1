using Gaia.Stacks.Files;

namespace Gaia.Vendoring;

/// <summary>Fetches the selected sources and copies their files to the targets.</summary>
public static class VendorPull
{
    /// <param name="dryRun">Fetches and decides, but writes nothing into the repository.</param>
    /// <param name="done">Told after each source.</param>
    public static IReadOnlyList<VendoredSource> Run(
        VendorOptions options, bool dryRun = false, Action<VendoredSource>? done = null, CancellationToken cancellation = default)
    {
        var results = new List<VendoredSource>();
        using var session = new FetchSession(options);
        foreach (var source in VendorManifest.Select(options))
        {
            cancellation.ThrowIfCancellationRequested();
            var fetched = session.Fetch(source, out var kind, cancellation);
            var plan = VendorPlan.Of(source, fetched, options);
            if (!dryRun)
                foreach (var (from, to) in plan) Copy(from, to);
            var result = new VendoredSource(source, kind, plan.Select(file => Path.GetRelativePath(options.BasePath, file.To)).ToArray());
            results.Add(result);
            done?.Invoke(result);
        }
        return results;
    }

    // Beside and then over: a reader never sees half a file.
    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        var writing = $"{to}.{Guid.NewGuid():n}";
        RegularFile.Demand(from);
        File.Copy(from, writing);
        File.Move(writing, to, overwrite: true);
    }
}
