namespace Gaia.Templates.Functions.Gomplate;

/// <summary>The function set of gomplate v3, as far as it makes sense in a configuration.</summary>
internal static class GomplateFunctions
{
    public static void AddTo(FunctionTable table)
    {
        GomplateStrings.AddTo(table);
        GomplateCollections.AddTo(table);
        GomplateConversions.AddTo(table);
        GomplateMath.AddTo(table);
        GomplateData.AddTo(table);
        GomplateDatasources.AddTo(table);
        GomplateRegexp.AddTo(table);
        GomplateHost.AddTo(table);
        GomplateFiles.AddTo(table);
        GomplatePaths.AddTo(table);
        GomplateTime.AddTo(table);
        GomplateCrypto.AddTo(table);
        GomplateRandom.AddTo(table);
        GomplateTests.AddTo(table);
        GomplateTemplates.AddTo(table);
    }
}
