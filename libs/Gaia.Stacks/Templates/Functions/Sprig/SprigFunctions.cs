namespace Gaia.Stacks.Templates.Functions.Sprig;

/// <summary>The function set of Masterminds/sprig v3.</summary>
internal static class SprigFunctions
{
    public static void AddTo(FunctionTable table)
    {
    }
}
