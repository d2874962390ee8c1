namespace Gaia.Templates.Functions.Sprig;

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
        DateFunctions.AddTo(table);
        EncodingFunctions.AddTo(table);
        HashFunctions.AddTo(table);
        RandomFunctions.AddTo(table);
        RegexFunctions.AddTo(table);
        PathFunctions.AddTo(table);
        UrlFunctions.AddTo(table);
        HostFunctions.AddTo(table);
        SemverFunctions.AddTo(table);
        CryptoFunctions.AddTo(table);
        CertificateFunctions.AddTo(table);
        PasswordFunctions.AddTo(table);
    }
}
