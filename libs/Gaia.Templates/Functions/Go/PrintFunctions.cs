using Gaia.Templates.Printing;

namespace Gaia.Templates.Functions.Go;

internal static class PrintFunctions
{
    public static void AddTo(FunctionTable table)
    {
        table.AddOpen("print", 0, call => Make.Text(GoPrinter.Joined(call.Arguments)));
        table.AddOpen("println", 0, call => Make.Text(GoPrinter.Line(call.Arguments)));
        table.AddOpen("printf", 1, call =>
            Make.Text(GoFormat.Sprintf(call.String(0), call.Arguments.Skip(1).ToArray(), call.Options.Limits.OutputLength)));
    }
}
