namespace Gaia.Templates.Semver;

/// <summary>>=1.2 &lt;2 || ~3.1, ^1, 1.2.x, 1.2 - 1.4</summary>
internal sealed class VersionConstraint
{
    private static readonly string[] Operators = ["!=", ">=", "=>", "<=", "=<", "~>", "=", ">", "<", "~", "^"];

    private readonly List<List<Func<SemanticVersion, bool>>> alternatives = [];

    /// <returns>Null for text that is not a constraint.</returns>
    public static VersionConstraint? Parse(string text)
    {
        var constraint = new VersionConstraint();
        foreach (var alternative in text.Split("||"))
        {
            var tests = new List<Func<SemanticVersion, bool>>();
            var words = Words(alternative);
            if (words.Count == 0) return null;
            for (var i = 0; i < words.Count; i++)
            {
                var range = i + 2 < words.Count && words[i + 1] == "-";
                var test = range ? Between(words[i], words[i + 2]) : One(words[i]);
                if (test is null) return null;
                tests.Add(test);
                if (range) i += 2;
            }
            constraint.alternatives.Add(tests);
        }
        return constraint;
    }

    public bool Accepts(SemanticVersion version) => alternatives.Any(tests => tests.All(test => test(version)));

    // ">= 1.2, < 2" has two words: an operator takes the version behind its space.
    private static List<string> Words(string text)
    {
        var words = new List<string>();
        foreach (var part in text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
            if (words.Count > 0 && Operators.Contains(words[^1])) words[^1] += part;
            else words.Add(part);
        return words;
    }

    private static Func<SemanticVersion, bool>? Between(string from, string to)
    {
        var (least, most) = (One(">=" + from), One("<=" + to));
        return least is null || most is null ? null : version => least(version) && most(version);
    }

    private static Func<SemanticVersion, bool>? One(string word)
    {
        var symbol = Operators.FirstOrDefault(candidate => word.StartsWith(candidate, StringComparison.Ordinal)) ?? "";
        if (Partial.Parse(word[symbol.Length..]) is not { } bound) return null;
        var test = symbol switch
        {
            "" or "=" => bound.Known < 3 ? bound.SamePrefix : version => version.CompareTo(bound.Low) == 0,
            "!=" => version => !(bound.Known < 3 ? bound.SamePrefix(version) : version.CompareTo(bound.Low) == 0),
            ">" => version => bound.Known < 3 ? version.CompareTo(bound.Next) >= 0 : version.CompareTo(bound.Low) > 0,
            "<" => version => version.CompareTo(bound.Low) < 0,
            ">=" or "=>" => version => version.CompareTo(bound.Low) >= 0,
            "<=" or "=<" => version => bound.Known < 3 ? version.CompareTo(bound.Next) < 0 : version.CompareTo(bound.Low) <= 0,
            "~" or "~>" => version => bound.Known == 0 || version.CompareTo(bound.Low) >= 0 && version.Major == bound.Low.Major && (bound.Known < 2 || version.Minor == bound.Low.Minor),
            _ => (Func<SemanticVersion, bool>)bound.Caret,
        };
        // A pre-release is wanted only where the constraint names one.
        return version => (version.Prerelease.Length == 0 || bound.Low.Prerelease.Length > 0 || symbol == "!=") && test(version);
    }

    /// <param name="Known">How many of major, minor and patch are written.</param>
    private sealed record Partial(SemanticVersion Low, int Known)
    {
        public SemanticVersion Next => Known switch
        {
            0 => SemanticVersion.Of(long.MaxValue, 0, 0),
            1 => SemanticVersion.Of(Low.Major + 1, 0, 0),
            2 => SemanticVersion.Of(Low.Major, Low.Minor + 1, 0),
            _ => Low,
        };

        public static Partial? Parse(string text)
        {
            var body = text.StartsWith('v') ? text[1..] : text;
            var numbers = body.Split('-', '+')[0].Split('.');
            var known = numbers.TakeWhile(number => number is not ("x" or "X" or "*" or "")).Count();
            var wildcard = known < numbers.Length;
            if (numbers.Length > 3) return null;
            var low = SemanticVersion.Parse(wildcard ? known == 0 ? "0" : string.Join('.', numbers.Take(known)) : body);
            return low is null || text.Length == 0 ? null : new Partial(low, known);
        }

        public bool SamePrefix(SemanticVersion version) =>
            Known == 0 || version.Major == Low.Major && (Known < 2 || version.Minor == Low.Minor);

        // ^1.2 is below 2, ^0.2 below 0.3, ^0.0.3 below 0.0.4.
        public bool Caret(SemanticVersion version)
        {
            if (version.CompareTo(Low) < 0) return false;
            if (Low.Major > 0 || Known < 2) return version.Major == Low.Major || Known == 0;
            if (version.Major != 0) return false;
            return Low.Minor > 0 || Known < 3 ? version.Minor == Low.Minor : version.Minor == 0 && version.Patch == Low.Patch;
        }
    }
}
