using Gaia.Documents;

namespace Gaia.Templates.Tests;

/// <summary>Functions that take longer than a step pay for it before they begin: work ends by its steps, not by the clock.</summary>
public sealed class CostTests
{
    private const string Long = "{{ $text := repeat 100000 \"ab,\" }}";
    private const string Lists = "{{ $list := chunk 1 (until 3000) }}";
    private const string Doubled = "{{ $a := list 1 }}{{ $b := list 1 }}{{ range until 60 }}{{ $a = list $a $a }}{{ $b = list $b $b }}{{ end }}";

    private static readonly TemplateOptions Options = new() { Limits = TemplateLimits.Default with { Steps = 500_000 } };

    /// <summary>A few of each are too many for half a million steps, and a thousand would take minutes.</summary>
    public static TheoryData<string> Dear =>
    [
        "{{ range until 1000 }}{{ $x := genPrivateKey \"rsa\" }}{{ end }}",
        "{{ range until 1000 }}{{ $x := genCA \"x\" 1 }}{{ end }}",
        "{{ range until 1000 }}{{ $x := genSelfSignedCert \"x\" nil nil 1 }}{{ end }}",
        "{{ $ca := genCA \"x\" 1 }}{{ range until 1000 }}{{ $x := genSignedCert \"x\" nil nil 1 $ca }}{{ end }}",
        "{{ range until 1000 }}{{ $x := derivePassword 1 \"long\" \"p\" \"u\" \"s\" }}{{ end }}",
        "{{ range until 1000 }}{{ $x := bcrypt \"p\" }}{{ end }}",
        "{{ range until 1000 }}{{ $x := htpasswd \"u\" \"p\" }}{{ end }}",
        "{{ $x := crypto.PBKDF2 \"p\" \"s\" 10000000 16 }}",
        "{{ range until 1000 }}{{ $x := crypto.PBKDF2 \"p\" \"s\" 10000 1024 }}{{ end }}",
        Long + Often("sha512sum $text"),
        Long + Often("crypto.SHA256 $text"),
        Long + Often("adler32sum $text"),
        Long + Often("b32enc $text | len"),
        Long + Often("len (splitList \",\" $text)"),
        Long + Often("strings.Split \",\" $text | len"),
        Long + Often("len (shuffle $text)"),
        Long + Often("swapcase $text | len"),
        Long + Often("contains \"c\" $text"),
        Long + Often("regexMatch \"(a|b|,)*c\" $text"),
        Long + Often("regexp.Match \"(a|b|,)*c\" $text"),
        Long + Often("len (regexFindAll \"a\" $text -1)"),
        Long + Often("len (regexReplaceAll \"a\" $text \"b\")"),
        Long + Often("len (regexp.Replace \"a\" \"b\" $text)"),
        Long + Often("fromJson $text"),
        Long + Often("len (csv $text)"),
        Long + Often("toDate \"2006\" $text"),
        Long + Often("toDate $text \"2006\""),
        Long + Often("atoi $text"),
        "{{ $json := toJson (until 50000) }}" + Often("len (fromJson $json)"),
        "{{ $yaml := toYaml (until 50000) }}" + Often("len (fromYamlArray $yaml)"),
        Often("len (randAlphaNum 1000000)"),
        Often("len (random.Alpha 1000000)"),
        Often("len (until 1000000)"),
        Often("len (seq 1 1000000)"),
        Lists + "{{ len (uniq $list) }}",
        Lists + "{{ len (coll.Uniq $list) }}",
        Lists + Often("has (list 0 0) $list"),
        Lists + Often("without $list (list 0 0)"),
        Lists + Often("len (coll.Sort $list)"),
        Doubled + "{{ deepEqual $a $b }}",
        Doubled + "{{ deepCopy $a | len }}",
        Doubled + "{{ has $a (list $b) }}",
        "{{ $text := repeat 1000 \"a\" }}{{ regexMatch \"(a?){1000}(a?){1000}b\" (repeat 100 $text) }}",
    ];

    [Theory]
    [MemberData(nameof(Dear))]
    public void They_end_by_their_steps(string template) =>
        Assert.Contains("more than 500000 steps", Assert.Throws<TemplateException>(() => Data.Render(template, Options)).Message);

    /// <summary>Refused before the memory is taken, with numbers that no 64 bits hold when they are multiplied, too.</summary>
    [Theory]
    [InlineData("repeat 4611686018427387905 \"abcd\"")]
    [InlineData("strings.Repeat 4611686018427387905 \"abcd\"")]
    [InlineData("strings.Indent 4611686018427387905 \"abcd\" \"x\"")]
    [InlineData("strings.Indent 2147483647 \" \" \"x\"")]
    [InlineData("wrapWith 1 (repeat 100000 \"-\") (repeat 100000 \"x\")")]
    [InlineData("strings.WordWrap 1 (repeat 100000 \"-\") (repeat 100000 \"x \")")]
    [InlineData("strings.ReplaceAll \"x\" (repeat 100000 \"-\") (repeat 100000 \"x\")")]
    [InlineData("regexp.Replace \"x\" (repeat 100000 \"-\") (repeat 100000 \"x\")")]
    [InlineData("regexp.ReplaceLiteral \"x\" (repeat 100000 \"-\") (repeat 100000 \"x\")")]
    [InlineData("conv.Join (until 100000) (repeat 100000 \"-\")")]
    [InlineData("conv.Join (repeat 100000 \"-\") (until 100000)")]
    [InlineData("toJSONPretty (repeat 10000000 \" \") (list (list (list 1 2 3 4 5 6 7 8 9)))")]
    [InlineData("splitList \"\" (repeat 10000000 \"x\")")]
    public void What_is_too_large_is_refused_before_it_is_made(string call)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<TemplateException>(() => Data.Render($"{{{{ {call} }}}}"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256L << 20);
    }

    [Fact]
    public void Whoever_waits_no_more_is_asked_before_each_key()
    {
        using var gone = new CancellationTokenSource();
        var functions = TemplateFunctions.Standard.With("leave", _ =>
        {
            gone.Cancel();
            return Gaia.Documents.Nodes.NullNode.Instance;
        });
        var asked = 0;
        functions = functions.With("ask", call =>
        {
            asked++;
            return call[0];
        }, 1, 1);
        Assert.ThrowsAny<OperationCanceledException>(() => TemplateEngine.Render("{{ leave }}{{ ask (genPrivateKey \"rsa\") }}", Data.Sample, new() { Functions = functions }, gone.Token));
        Assert.Equal(0, asked);
    }

    /// <summary>What a configuration does is as good as free.</summary>
    [Fact]
    public void A_few_keys_and_much_text_are_not_too_much()
    {
        using var budget = WorkBudget.Begin(10_000_000, 10_000_000, TestContext.Current.CancellationToken);
        Assert.StartsWith("-----BEGIN RSA PRIVATE KEY-----", Data.Render("{{ genPrivateKey \"rsa\" }}{{ $ca := genCA \"x\" 1 }}{{ range until 5 }}{{ bcrypt \"p\" }}{{ end }}{{ range until 1000 }}{{ upper \"abc\" | sha256sum | trunc 8 }}{{ end }}"));
    }

    private static string Often(string call) => $"{{{{ range until 2000 }}}}{{{{ $x := {call} }}}}{{{{ end }}}}";
}
