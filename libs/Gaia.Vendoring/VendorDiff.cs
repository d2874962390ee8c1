using System.Text;
using Gaia.Stacks.Files;

namespace Gaia.Vendoring;

/// <summary>What a pull would change: the repository's files against those of the sources.</summary>
public static class VendorDiff
{
    public static IReadOnlyList<VendorChange> Run(VendorOptions options, CancellationToken cancellation = default)
    {
        var wanted = new Dictionary<string, (VendorSource Source, string From)>(StringComparer.Ordinal);
        var folders = new Dictionary<string, VendorSource>(StringComparer.Ordinal);
        using var session = new FetchSession(options);
        foreach (var source in VendorManifest.Select(options))
        {
            cancellation.ThrowIfCancellationRequested();
            var fetched = session.Fetch(source, out _, cancellation);
            foreach (var (from, to) in VendorPlan.Of(source, fetched, options)) wanted[to] = (source, from);
            if (Directory.Exists(fetched))
                foreach (var target in source.Targets) folders.TryAdd(target, source);
        }
        var changes = wanted.Select(file => Compare(file.Key, file.Value.Source, file.Value.From, options)).OfType<VendorChange>();
        var gone = folders.SelectMany(folder => VendorFiles.List(folder.Key)
            .Where(file => VendorFiles.IsWanted(folder.Value, file) && !wanted.ContainsKey(Path.Join(folder.Key, file)) && file is not "component.yaml" and not "vendor.yaml")
            .Select(file => Change("removed", Path.Join(folder.Key, file), folder.Value, RegularFile.ReadBytes(Path.Join(folder.Key, file)), [], options)));
        return [.. changes.Concat(gone).OrderBy(change => change.Path, StringComparer.Ordinal)];
    }

    private static VendorChange? Compare(string to, VendorSource source, string from, VendorOptions options)
    {
        var fresh = RegularFile.ReadBytes(from);
        if (!File.Exists(to)) return Change("added", to, source, [], fresh, options);
        var present = RegularFile.ReadBytes(to);
        return present.AsSpan().SequenceEqual(fresh) ? null : Change("changed", to, source, present, fresh, options);
    }

    private static VendorChange Change(string kind, string path, VendorSource source, byte[] before, byte[] after, VendorOptions options)
    {
        var shown = Path.GetRelativePath(options.BasePath, path);
        var binary = before.AsSpan().Contains((byte)0) || after.AsSpan().Contains((byte)0);
        return new VendorChange(source.Component, kind, shown, binary ? "" : LineDiff.Unified(shown, Encoding.UTF8.GetString(before), Encoding.UTF8.GetString(after)));
    }
}
