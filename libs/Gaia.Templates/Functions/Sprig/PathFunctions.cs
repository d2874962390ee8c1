namespace Gaia.Templates.Functions.Sprig;

internal static class PathFunctions
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("base", 1, call => Make.Text(GoPath.Base(call.String(0))));
        table.Add("dir", 1, call => Make.Text(GoPath.Dir(call.String(0))));
        table.Add("clean", 1, call => Make.Text(GoPath.Clean(call.String(0))));
        table.Add("ext", 1, call => Make.Text(GoPath.Extension(call.String(0))));
        table.Add("isAbs", 1, call => Make.Bool(call.String(0).StartsWith('/')));
        table.Alias("base", "osBase");
        table.Alias("dir", "osDir");
        table.Alias("clean", "osClean");
        table.Alias("ext", "osExt");
        table.Alias("isAbs", "osIsAbs");
    }
}
