using System.Security.Cryptography;
using Gaia.Documents.Nodes;

namespace Gaia.Templates.Functions.Sprig;

internal static class RandomFunctions
{
    private const string Digits = "0123456789";
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    public static void AddTo(FunctionTable table)
    {
        table.Add("randAlphaNum", 1, call => Text(call, Letters + Digits));
        table.Add("randAlpha", 1, call => Text(call, Letters));
        table.Add("randNumeric", 1, call => Text(call, Digits));
        table.Add("randAscii", 1, call => Text(call, string.Concat(Enumerable.Range(32, 95).Select(c => (char)c))));
        table.Add("randBytes", 1, call => Make.Text(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Count(call)))));
        table.Add("randInt", 2, call => call.Int(1) > call.Int(0)
            ? Make.Int(call.Int(0) + (long)(RandomNumberGenerator.GetInt32((int)Math.Min(int.MaxValue, call.Int(1) - call.Int(0)))))
            : throw call.Fail("invalid argument to Intn"));
        table.Add("shuffle", 1, Shuffled);
        table.Add("uuidv4", 0, _ => Make.Text(Guid.NewGuid().ToString()));
    }

    private static StringNode Text(TemplateCall call, string alphabet) => Make.Text(RandomNumberGenerator.GetString(alphabet, Count(call)));

    private static int Count(TemplateCall call)
    {
        var count = call.Int(0);
        if (count < 0) throw call.Fail("the count must not be negative");
        call.Allow(count);
        call.Charge(count >> 3);
        return (int)count;
    }

    private static StringNode Shuffled(TemplateCall call)
    {
        var letters = call.String(0).ToCharArray();
        call.Charge(letters.Length);
        RandomNumberGenerator.Shuffle(letters.AsSpan());
        return Make.Text(new string(letters));
    }
}
