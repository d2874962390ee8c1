namespace Gaia.Templates.Functions.Go;

/// <summary>What text/template has built in.</summary>
internal static class GoFunctions
{
    public static void AddTo(FunctionTable table)
    {
        ComparisonFunctions.AddTo(table);
        IndexFunctions.AddTo(table);
        PrintFunctions.AddTo(table);
        EscapeFunctions.AddTo(table);
    }
}
