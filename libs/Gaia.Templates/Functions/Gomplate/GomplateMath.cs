using Gaia.Documents.Nodes;

namespace Gaia.Templates.Functions.Gomplate;

/// <summary>Whole numbers stay whole as long as no argument has a fraction; division always gives a float.</summary>
internal static class GomplateMath
{
    public static void AddTo(FunctionTable table)
    {
        table.AddOpen("math.Add", 0, call => Fold(call, 0, (a, b) => unchecked(a + b), (a, b) => a + b));
        table.AddOpen("math.Mul", 0, call => Fold(call, 1, (a, b) => unchecked(a * b), (a, b) => a * b));
        table.Add("math.Sub", 2, call => Two(call, (a, b) => unchecked(a - b), (a, b) => a - b));
        table.Add("math.Div", 2, call => Convert.Float(call[1]) == 0 ? throw call.Fail("division by 0") : Make.Float(Convert.Float(call[0]) / Convert.Float(call[1])));
        table.Add("math.Rem", 2, call => Convert.Int(call[1]) is 0 ? throw call.Fail("division by 0") : Two(call, (a, b) => b == -1 ? 0 : a % b, Math.IEEERemainder));
        table.Add("math.Pow", 2, call => Two(call, (a, b) => Cast.FromDouble(Math.Pow(a, b)), Math.Pow));
        table.AddOpen("math.Max", 1, call => Whole(call) ? Make.Int(call.Arguments.Max(Convert.Int)) : Make.Float(call.Arguments.Max(Convert.Float)));
        table.AddOpen("math.Min", 1, call => Whole(call) ? Make.Int(call.Arguments.Min(Convert.Int)) : Make.Float(call.Arguments.Min(Convert.Float)));
        table.Add("math.Abs", 1, call => Whole(call) ? Make.Int(Convert.Int(call[0]) is var n && n == long.MinValue ? n : Math.Abs(Convert.Int(call[0]))) : Make.Float(Math.Abs(Convert.Float(call[0]))));
        table.Add("math.Ceil", 1, call => Make.Float(Math.Ceiling(Convert.Float(call[0]))));
        table.Add("math.Floor", 1, call => Make.Float(Math.Floor(Convert.Float(call[0]))));
        table.Add("math.Round", 1, call => Make.Float(Math.Round(Convert.Float(call[0]), MidpointRounding.AwayFromZero)));
        table.Add("math.IsInt", 1, call => Make.Bool(Convert.IsInt(call[0])));
        table.Add("math.IsFloat", 1, call => Make.Bool(Convert.IsFloat(call[0])));
        table.Add("math.IsNum", 1, call => Make.Bool(Convert.IsInt(call[0]) || Convert.IsFloat(call[0])));
        table.Add("math.Seq", 1, 3, Sequence);
        foreach (var name in new[] { "Add", "Sub", "Mul", "Div", "Rem", "Pow", "Seq" }) table.Alias($"math.{name}", name.ToLowerInvariant());
    }

    private static bool Whole(TemplateCall call) => !call.Arguments.Any(Convert.IsFloat);

    private static Node Two(TemplateCall call, Func<long, long, long> whole, Func<double, double, double> fraction) => Whole(call)
        ? Make.Int(whole(Convert.Int(call[0]), Convert.Int(call[1])))
        : Make.Float(fraction(Convert.Float(call[0]), Convert.Float(call[1])));

    private static Node Fold(TemplateCall call, long start, Func<long, long, long> whole, Func<double, double, double> fraction) => Whole(call)
        ? Make.Int(call.Arguments.Select(Convert.Int).Aggregate(start, whole))
        : Make.Float(call.Arguments.Select(Convert.Float).Aggregate(start, fraction));

    // 1..n, a..b, or a..b in steps; the end is part of it.
    private static ListNode Sequence(TemplateCall call)
    {
        var start = call.Count > 1 ? Convert.Int(call[0]) : 1;
        var end = Convert.Int(call[call.Count > 1 ? 1 : 0]);
        var step = call.Count > 2 ? Convert.Int(call[2]) : 1;
        if (step == 0) return ListNode.Empty;
        if (end < start != step < 0) step = -step;
        var count = (decimal.Truncate(((decimal)end - start) / step) + 1) * 8;
        call.Allow(count > long.MaxValue ? long.MaxValue : (long)count);
        return Make.List(Enumerable.Range(0, (int)(count / 8)).Select(Node (i) => Make.Int(start + i * step)));
    }
}
