using System.Globalization;
using Gaia.Documents.Nodes;

namespace Gaia.Templates.Functions.Sprig;

/// <summary>Floating point. Sums and products go through decimals, so that addf 0.1 0.2 is 0.3.</summary>
internal static class FloatMathFunctions
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("add1f", 1, call => Fold(call, 0, 1, (a, b) => a + b, (a, b) => a + b, [Make.Float(1)]));
        table.AddOpen("addf", 0, call => Fold(call, null, 0, (a, b) => a + b, (a, b) => a + b));
        table.AddOpen("subf", 1, call => Fold(call, 0, 1, (a, b) => a - b, (a, b) => a - b));
        table.AddOpen("mulf", 1, call => Fold(call, 0, 1, (a, b) => a * b, (a, b) => a * b));
        table.AddOpen("divf", 1, call => Fold(call, 0, 1, (a, b) => Math.Round(a / b, 16), (a, b) => a / b));
        table.AddOpen("maxf", 1, call => Make.Float(call.Arguments.Select(Cast.Float).Max()));
        table.AddOpen("minf", 1, call => Make.Float(call.Arguments.Select(Cast.Float).Min()));
        table.Add("ceil", 1, call => Make.Float(Math.Ceiling(Cast.Float(call[0]))));
        table.Add("floor", 1, call => Make.Float(Math.Floor(Cast.Float(call[0]))));
        table.Add("round", 2, 3, call => Make.Float(Round(Cast.Float(call[0]), Cast.Float(call[1]), call.Count > 2 ? Cast.Float(call[2]) : 0.5)));
    }

    private static FloatNode Fold(
        TemplateCall call, int? first, int from, Func<decimal, decimal, decimal> exact, Func<double, double, double> rough, Node[]? rest = null)
    {
        var numbers = (rest ?? call.Arguments.Skip(from)).Select(Cast.Float).ToArray();
        var start = first is null ? 0 : Cast.Float(call[0]);
        try
        {
            return Make.Float((double)numbers.Aggregate(Exact(start), (a, b) => exact(a, Exact(b))));
        }
        catch (OverflowException)
        {
            return Make.Float(numbers.Aggregate(start, rough));
        }
        catch (DivideByZeroException)
        {
            throw call.Fail("decimal division by 0");
        }
    }

    private static decimal Exact(double value) =>
        decimal.Parse(value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);

    // Sprig looks at the fraction only, so negative numbers round down.
    private static double Round(double value, double places, double roundOn)
    {
        var power = Math.Pow(10, places);
        var scaled = power * value;
        return (scaled - Math.Truncate(scaled) >= roundOn ? Math.Ceiling(scaled) : Math.Floor(scaled)) / power;
    }
}
