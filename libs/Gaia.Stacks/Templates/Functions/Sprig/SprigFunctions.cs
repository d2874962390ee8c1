namespace Gaia.Stacks.Templates.Functions.Sprig;

/// <summary>The function set of Masterminds/sprig v3.</summary>
internal static class SprigFunctions
{
    public static void AddTo(FunctionTable table)
    {
        StringFunctions.AddTo(table);
        CaseFunctions.AddTo(table);
        QuoteFunctions.AddTo(table);
        SplitFunctions.AddTo(table);
        ListFunctions.AddTo(table);
        ListQueries.AddTo(table);
        DictFunctions.AddTo(table);
        MergeFunctions.AddTo(table);
        MathFunctions.AddTo(table);
        FloatMathFunctions.AddTo(table);
        DefaultFunctions.AddTo(table);
        TypeFunctions.AddTo(table);
        JsonFunctions.AddTo(table);
    }
}
