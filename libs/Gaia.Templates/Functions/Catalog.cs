using Gaia.Templates.Functions.Go;
using Gaia.Templates.Functions.Gomplate;
using Gaia.Templates.Functions.Sprig;

namespace Gaia.Templates.Functions;

internal static class Catalog
{
    public static TemplateFunctions Build(bool sprig, bool gomplate)
    {
        var table = new FunctionTable();
        GoFunctions.AddTo(table);
        if (gomplate) GomplateFunctions.AddTo(table);
        if (sprig) SprigFunctions.AddTo(table);
        return new TemplateFunctions(table.Entries);
    }
}
