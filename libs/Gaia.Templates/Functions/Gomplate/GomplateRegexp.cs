using Gaia.Documents.Patterns;
using Gaia.Templates.Functions.Sprig;

namespace Gaia.Templates.Functions.Gomplate;

internal static class GomplateRegexp
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("regexp.Find", 2, call => Make.Text(RegexFunctions.Compile(call, 0, Convert.Text(call, 1)).Match(Convert.Text(call, 1)).Value));
        table.Add("regexp.FindAll", 2, 3, call => Make.Texts(RegexFunctions.Matches(call, RegexFunctions.Compile(call, 0, Convert.Text(call, call.Count - 1)), Convert.Text(call, call.Count - 1))
            .Take(call.Count == 3 ? RegexFunctions.Limit(call, 1) : int.MaxValue).Select(match => match.Value)));
        table.Add("regexp.Match", 2, call => Make.Bool(RegexFunctions.Compile(call, 0, Convert.Text(call, 1)).IsMatch(Convert.Text(call, 1))));
        table.Add("regexp.QuoteMeta", 1, call => Make.Text(RegexFunctions.QuoteMeta(Convert.Text(call, 0))));
        table.Add("regexp.Replace", 3, call => RegexFunctions.Replace(call, Convert.Text(call, 2), call.String(1), literal: false));
        table.Add("regexp.ReplaceLiteral", 3, call => RegexFunctions.Replace(call, Convert.Text(call, 2), call.String(1), literal: true));
        table.Add("regexp.Split", 2, 3, call => Make.Texts(RegexFunctions.Split(call, RegexFunctions.Compile(call, 0, Convert.Text(call, call.Count - 1)), Convert.Text(call, call.Count - 1),
            call.Count == 3 ? call.Int(1) : -1)));
    }
}
