using Gaia.Stacks.Templates.Functions.Go;
using Gaia.Stacks.Templates.Functions.Gomplate;
using Gaia.Stacks.Templates.Functions.Sprig;

namespace Gaia.Stacks.Templates.Functions;

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
