using CsCheck;
using Gaia.Manifests.Aspire;
using Gaia.Manifests.Settings;

namespace Gaia.Manifests.Tests.Settings;

public sealed class ParameterValuesTests
{
    [Fact]
    public void A_file_of_values_is_read() =>
        Assert.Equal([("A", "x"), ("b", "")], ParameterValues.Read("b: \"\"\nA: x", "p.yaml").Select(pair => (pair.Key, pair.Value)));

    [Fact]
    public void An_empty_file_has_none() => Assert.Empty(ParameterValues.Read("# nothing yet", "p.yaml"));

    [Fact]
    public void What_is_no_text_is_refused_without_being_shown()
    {
        var fault = Assert.Throws<ManifestFaultsException>(() => ParameterValues.Read("a: 81726354\nb: { c: hunter2 }\nA: hunter2", "p.yaml"));
        Assert.Equal(
        [
            "p.yaml:1:4: a: expected text, found an int: put the value in quotes",
            "p.yaml:2:4: b: expected text, found a map",
        ], fault.Faults.Select(one => one.Describe()));
    }

    [Fact]
    public void A_name_that_comes_twice_is_refused()
    {
        var fault = Assert.Single(Assert.Throws<ManifestFaultsException>(() => ParameterValues.Read("a: hunter1\nA: hunter2", "p.yaml")).Faults);
        Assert.Equal("p.yaml:2:4: A: the name comes twice; names of parameters are compared without case", fault.Describe());
    }

    [Fact]
    public void What_is_written_is_read_again() => Gen.Dictionary(Gen.String[Gen.Char['a', 'z'], 1, 8], Gen.String[Gen.Char[' ', '~'], 0, 30])[0, 5].Sample(values =>
    {
        var text = ParameterValues.Write(values);
        Assert.Equal(values.OrderBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase), ParameterValues.Read(text, "p.yaml"));
        Assert.Equal(text, ParameterValues.Write(values.Reverse().ToDictionary()));
    }, iter: 300);

    [Fact]
    public void A_generated_value_follows_its_rule() => Gen.Select(Gen.Int[0, 60], Gen.Bool.Array[4], Gen.Int[0, 5].Array[4], Gen.Int).Sample((length, kinds, least, seed) =>
    {
        if (!kinds.Contains(true)) return;
        least = [.. least.Select((number, i) => kinds[i] ? number : 0)];
        var rule = new GenerateRule(length, kinds[0], kinds[1], kinds[2], kinds[3], least[0], least[1], least[2], least[3]);
        var text = Made(rule, seed);
        Assert.Equal(text, Made(rule, seed));
        Assert.Equal(Math.Max(length == 0 ? 22 : length, least.Sum()), text.Length);
        int[] found = [text.Count(char.IsAsciiLetterLower), text.Count(char.IsAsciiLetterUpper), text.Count(char.IsAsciiDigit), text.Count(letter => !char.IsAsciiLetterOrDigit(letter))];
        for (var i = 0; i < 4; i++)
            Assert.True(kinds[i] ? found[i] >= least[i] : found[i] == 0, $"{rule}: {text}");
    }, iter: 1000);

    [Fact]
    public void Required_characters_stand_anywhere()
    {
        var places = Enumerable.Range(0, 200).Select(seed => Made(new GenerateRule(10, Numeric: false, Special: true, MinSpecial: 1, Lower: true, Upper: false), seed).IndexOfAny("-_.{}~()*+!".ToCharArray()));
        Assert.True(places.Distinct().Count() > 5);
    }

    [Theory]
    [InlineData(10, false, 1, "minLower is 1, but lower is false")]
    [InlineData(5000, true, 0, "more than 1024 characters")]
    [InlineData(-1, true, 0, "minLength is less than 0")]
    [InlineData(10, true, -1, "minLower is less than 0")]
    public void A_rule_that_nothing_follows_is_refused(int length, bool lower, int minLower, string message)
    {
        var fault = Assert.Single(Assert.Throws<ManifestFaultsException>(() => ParameterValues.Generate([("key", new GenerateRule(length, Lower: lower, MinLower: minLower))], _ => 0)).Faults);
        Assert.Equal("parameter.generate-rule", fault.Code);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_without_characters_is_refused() => Assert.Contains("no character is left",
        Assert.Single(Assert.Throws<ManifestFaultsException>(() => ParameterValues.Generate([("key", new GenerateRule(5, false, false, false, false))], _ => 0)).Faults).Message, StringComparison.Ordinal);

    private static string Made(GenerateRule rule, int seed)
    {
        var random = new Random(seed);
        return ParameterValues.Generate([("key", rule)], random.Next)["KEY"];
    }
}
