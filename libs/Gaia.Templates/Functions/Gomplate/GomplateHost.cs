using Gaia.Templates.Functions.Sprig;

namespace Gaia.Templates.Functions.Gomplate;

internal static class GomplateHost
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("env.Getenv", 1, 2, call => Make.Text(HostFunctions.Environment(call).TryGetValue(Convert.Text(call, 0), out var value) && value.Length > 0
            ? value : call.Count == 2 ? Convert.Text(call, 1) : ""));
        table.Alias("env.Getenv", "getenv");
        table.Add("env.HasEnv", 1, call => Make.Bool(HostFunctions.Environment(call).ContainsKey(Convert.Text(call, 0))));
        table.Add("env.ExpandEnv", 1, call => Make.Text(HostFunctions.Expand(Convert.Text(call, 0), HostFunctions.Environment(call))));
    }
}
