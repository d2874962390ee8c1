using Gaia.Documents.Patterns;

namespace Gaia.Templates.Functions.Gomplate;

internal static class GomplatePaths
{
    public static void AddTo(FunctionTable table)
    {
        foreach (var space in new[] { "path", "filepath" })
        {
            table.Add($"{space}.Base", 1, call => Make.Text(GoPath.Base(Convert.Text(call, 0))));
            table.Add($"{space}.Clean", 1, call => Make.Text(GoPath.Clean(Convert.Text(call, 0))));
            table.Add($"{space}.Dir", 1, call => Make.Text(GoPath.Dir(Convert.Text(call, 0))));
            table.Add($"{space}.Ext", 1, call => Make.Text(GoPath.Extension(Convert.Text(call, 0))));
            table.Add($"{space}.IsAbs", 1, call => Make.Bool(Convert.Text(call, 0).StartsWith('/')));
            table.AddOpen($"{space}.Join", 0, call => Make.Text(GoPath.Join(call.Arguments.Select(Convert.Text))));
            table.Add($"{space}.Match", 2, call => Make.Bool(Matches(Convert.Text(call, 0), Convert.Text(call, 1))));
            table.Add($"{space}.Split", 1, call => Make.Texts(Split(Convert.Text(call, 0))));
        }
        table.Add("filepath.Rel", 2, call => Make.Text(Path.GetRelativePath(Convert.Text(call, 0), Convert.Text(call, 1))));
        table.Add("filepath.FromSlash", 1, call => Make.Text(Convert.Text(call, 0)));
        table.Add("filepath.ToSlash", 1, call => Make.Text(Convert.Text(call, 0)));
        table.Add("filepath.VolumeName", 1, _ => Make.Text(""));
    }

    // Stars stop at slashes, so the parts are matched one by one.
    private static bool Matches(string pattern, string path)
    {
        var (patterns, parts) = (pattern.Split('/'), path.Split('/'));
        return patterns.Length == parts.Length && patterns.Zip(parts).All(pair => Wildcards.Matches(pair.Second, pair.First));
    }

    private static string[] Split(string path)
    {
        var slash = path.LastIndexOf('/') + 1;
        return [path[..slash], path[slash..]];
    }
}
