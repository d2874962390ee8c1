using CsCheck;

namespace Gaia.Templates.Tests;

/// <summary>Whatever the text, there is an answer or a refusal of ours: no crash, no hang.</summary>
public class TemplateFuzzTests
{
    private static readonly TemplateOptions Bounded = new()
    {
        Limits = new TemplateLimits { Steps = 20_000, OutputLength = 100_000, Depth = 50 },
    };

    private static readonly Gen<string> TemplatePiece = Piece(
        "{{", "}}", "{{-", "-}}", " ", "\n", "text", "/*", "*/", "if", "else", "end", "range", "with", "define", "template", "block", "break", "continue",
        ".", ".name", ".map", ".map.m.k", ".missing", "$", "$x", "$x := ", "$i, $v := ", "=", "|", "(", ")", ",", "1", "-3", "1.5e3", "0x", "\"s\"", "\"", "`r`", "'c'", "nil", "true",
        "{{if .yes}}", "{{range .list}}", "{{with .map}}", "{{else}}", "{{end}}", "{{.name}}", "{{$x := .list}}", "{{$x}}", "{{define \"a\"}}", "{{template \"a\" .}}",
        "printf \"%s %d %v\"", "index .list 1", "len .map", "upper", "list 1 2", "dict \"a\" 1", "set .map \"a\" 2", "toJson", "default \"x\"", "regexReplaceAll \"a*\" \"baa\" \"x\"",
        "strings.Split \",\" \"a,b\"", "coll.Dict \"a\"", "tpl \"{{.}}\" 1", "until 5", "repeat 3 \"x\"", "now", "dateInZone \"2006\" 0 \"UTC\"", "semver \"1.2.3\"", "fromYaml \"a: 1\"");

    [Fact]
    public void Templates() => Pieces(TemplatePiece, 12).Sample(text => Refused(() => Render(text)), iter: 4_000, threads: 1);

    [Fact]
    public void TemplatesInsideOneAction() =>
        Pieces(TemplatePiece, 8).Sample(text => Refused(() => Render($"{{{{ {text} }}}}")), iter: 4_000, threads: 1);

    [Fact]
    public void TemplatesOfAnyCharacters() => Gen.String[0, 40].Sample(text => Refused(() => Render("{{" + text + "}}")), iter: 3_000, threads: 1);

    [Fact]
    public void PrintfNeverFails() => Gen.Select(Piece("%d", "%s", "%v", "%5.2f", "%x", "%q", "%T", "%+v", "%#v", "%[2]d", "%*d", "%", "%!", "%z", "%-8s", "%c", "%U", "%08.3f").List[1, 4], Gen.Int)
        .Sample((formats, number) => Assert.NotNull(Data.Render($"{{{{printf `{string.Concat(formats)}` {number} \"s\" 1.5 .map .list nil}}}}")), iter: 2_000, threads: 1);

    private static Gen<string> Piece(params string[] pieces) => Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]);

    private static Gen<string> Pieces(Gen<string> piece, int most) => piece.List[0, most].Select(parts => string.Join(' ', parts));

    private static void Render(string text) => TemplateEngine.Render(text, Data.Sample, Bounded);

    private static void Refused(Action action)
    {
        try
        {
            action();
        }
        catch (TemplateException)
        {
            // A refusal is an answer.
        }
    }
}
