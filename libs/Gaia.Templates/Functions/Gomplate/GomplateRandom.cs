using System.Security.Cryptography;
using Gaia.Documents.Nodes;

namespace Gaia.Templates.Functions.Gomplate;

internal static class GomplateRandom
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public static void AddTo(FunctionTable table)
    {
        table.Add("random.ASCII", 1, call => Text(call, string.Concat(Enumerable.Range(32, 95).Select(c => (char)c))));
        table.Add("random.Alpha", 1, call => Text(call, Letters));
        table.Add("random.AlphaNum", 1, call => Text(call, Letters + "0123456789"));
        table.Add("random.String", 1, 3, call => Text(call, Alphabet(call)));
        table.Add("random.Item", 1, call => call.List(0) is { Count: > 0 } list ? list[RandomNumberGenerator.GetInt32(list.Count)] : throw call.Fail("the list is empty"));
        table.Add("random.Number", 0, 2, Number);
        table.Add("random.Float", 0, 2, call =>
        {
            var low = call.Count == 2 ? Convert.Float(call[0]) : 0;
            var high = call.Count == 0 ? 1 : Convert.Float(call[call.Count - 1]);
            return Make.Float(low + RandomNumberGenerator.GetInt32(int.MaxValue) / (double)int.MaxValue * (high - low));
        });
    }

    private static StringNode Text(TemplateCall call, string alphabet)
    {
        var count = Convert.Int(call[0]);
        if (count < 1) throw call.Fail($"the count must be at least 1, got {count}");
        call.Allow(count);
        call.Charge(count >> 3);
        return Make.Text(RandomNumberGenerator.GetString(alphabet, (int)count));
    }

    // A pattern like [a-f0-9], or the first and last character of a range.
    private static string Alphabet(TemplateCall call)
    {
        if (call.Count == 1) return Letters + "0123456789_.-";
        var ascii = Enumerable.Range(32, 95).Select(c => (char)c);
        if (call.Count == 3) return string.Concat(ascii.Where(c => c >= Edge(call[1]) && c <= Edge(call[2])));
        var regex = Sprig.RegexFunctions.Compile(call, 1, Letters);
        var alphabet = string.Concat(ascii.Where(c => regex.IsMatch(c.ToString())));
        return alphabet.Length > 0 ? alphabet : throw call.Fail($"no character matches {call.String(1)}");
    }

    private static long Edge(Node value) => value is StringNode { Value.Length: 1 } text ? text.Value[0] : Convert.Int(value);

    private static IntNode Number(TemplateCall call)
    {
        var low = call.Count == 2 ? Convert.Int(call[0]) : 0;
        var high = call.Count == 0 ? 100 : Convert.Int(call[call.Count - 1]);
        if (high < low || high - low >= int.MaxValue) throw call.Fail($"no range from {low} to {high}");
        return Make.Int(low + RandomNumberGenerator.GetInt32((int)(high - low) + 1));
    }
}
