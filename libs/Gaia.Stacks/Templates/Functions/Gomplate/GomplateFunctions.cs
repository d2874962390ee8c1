namespace Gaia.Stacks.Templates.Functions.Gomplate;

/// <summary>The function set of gomplate v3, as far as it makes sense in a configuration.</summary>
internal static class GomplateFunctions
{
    public static void AddTo(FunctionTable table)
    {
    }
}
