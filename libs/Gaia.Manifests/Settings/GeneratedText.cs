using Gaia.Manifests.Aspire;

namespace Gaia.Manifests.Settings;

/// <summary>Makes a text as Aspire does: of letters that are not mistaken for digits, and of signs that no URL, shell or connection string minds.</summary>
internal static class GeneratedText
{
    private const string Lower = "abcdefghjkmnpqrstuvwxyz", Upper = "ABCDEFGHJKMNPQRSTUVWXYZ", Numeric = "0123456789", Special = "-_.{}~()*+!";

    /// <summary>Of a rule that asks for no length.</summary>
    private const int UsualLength = 22;

    private const int MaxLength = 1024;

    /// <summary>Why no text follows the rule, in words; null: one does.</summary>
    public static string? Fault(GenerateRule rule)
    {
        var kinds = Kinds(rule);
        foreach (var kind in kinds)
            if (kind.Least < 0 || kind.Least > 0 && !kind.IsAllowed)
                return kind.Least < 0 ? $"min{kind.Name} is less than 0" : $"min{kind.Name} is {kind.Least}, but {kind.Name.ToLowerInvariant()} is false";
        if (!kinds.Any(kind => kind.IsAllowed)) return "lower, upper, numeric and special are all false: no character is left";
        return rule.MinLength < 0 ? "minLength is less than 0"
            : Math.Max(rule.MinLength, kinds.Sum(kind => (long)kind.Least)) > MaxLength ? $"it asks for more than {MaxLength} characters" : null;
    }

    public static string Make(GenerateRule rule, Func<int, int> random)
    {
        var kinds = Kinds(rule);
        var all = string.Concat(kinds.Where(kind => kind.IsAllowed).Select(kind => kind.Letters));
        var text = new List<char>();
        foreach (var kind in kinds)
            for (var i = 0; i < kind.Least; i++)
                text.Add(kind.Letters[random(kind.Letters.Length)]);
        var length = rule.MinLength == 0 ? UsualLength : rule.MinLength;
        while (text.Count < length) text.Add(all[random(all.Length)]);
        // The required ones would otherwise always come first.
        for (var i = text.Count - 1; i > 0; i--)
        {
            var other = random(i + 1);
            (text[i], text[other]) = (text[other], text[i]);
        }

        return string.Concat(text);
    }

    private static CharacterKind[] Kinds(GenerateRule rule) =>
    [
        new("Lower", Lower, rule.Lower, rule.MinLower),
        new("Upper", Upper, rule.Upper, rule.MinUpper),
        new("Numeric", Numeric, rule.Numeric, rule.MinNumeric),
        new("Special", Special, rule.Special, rule.MinSpecial),
    ];

    private sealed record CharacterKind(string Name, string Letters, bool IsAllowed, int Least);
}
