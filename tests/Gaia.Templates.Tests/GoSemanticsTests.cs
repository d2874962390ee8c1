namespace Gaia.Templates.Tests;

/// <summary>Expectations are what Go 1.2x's text/template prints.</summary>
public class GoSemanticsTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("{{.name}}", "gaia")]
    [InlineData("{{ .map.m.k }}", "v")]
    [InlineData("{{.missing}}", "<no value>")]
    [InlineData("{{.missing.deeper.still}}", "<no value>")]
    [InlineData("{{.nothing}}", "<no value>")]
    [InlineData("{{.map}}", "map[a:x m:map[k:v] z:1]")]
    [InlineData("{{.list}}", "[a b c]")]
    [InlineData("{{.n}} {{.f}} {{.yes}}", "3 1.5 true")]
    [InlineData("{{1000000.0}} {{123456.0}} {{1e3}} {{0.00001}} {{1_000}} {{0x1F}} {{0b11}} {{0o17}} {{017}} {{'a'}} {{-5}} {{.5}}", "1e+06 123456 1000 1e-05 1000 31 3 15 15 97 -5 0.5")]
    [InlineData("{{\"q\\tq\\u00e9\\x41\"}}{{`raw\\n`}}", "q\tqéAraw\\n")]
    [InlineData("a {{- .name -}} b", "agaiab")]
    [InlineData("a \n {{- /* comment */ -}} \n b", "ab")]
    [InlineData("a{{/* c */}}b", "ab")]
    [InlineData("{{- \"x\" -}}  \n y", "xy")]
    [InlineData("{{3 -}} x", "3x")]
    [InlineData("{{.n | printf \"%03d\"}}", "003")]
    [InlineData("{{printf \"%s-%d\" .name .n | printf \"%q\"}}", "\"gaia-3\"")]
    [InlineData("{{(index .list 1)}}", "b")]
    [InlineData("{{index .map \"m\" \"k\"}}", "v")]
    [InlineData("{{index .map \"nope\"}}", "<no value>")]
    [InlineData("{{(index .map \"m\").k}}", "v")]
    [InlineData("{{(index .map \"nope\").k}}", "<no value>")]
    [InlineData("{{len .list}}{{len .name}}{{len .map}}{{len \"é\"}}", "3432")]
    [InlineData("{{slice .name 1 3}} {{slice .list 1}}", "ai [b c]")]
    [InlineData("{{html .html}}", "&lt;a href=&#34;x&#34;&gt;&amp;&#39;&lt;/a&gt;")]
    [InlineData("{{js \"it's <b>\"}}", "it\\'s \\u003Cb\\u003E")]
    [InlineData("{{urlquery \"a b&c/é\"}}", "a+b%26c%2F%C3%A9")]
    [InlineData("{{print 1 2 \"x\" \"y\" 3}}", "1 2xy3")]
    [InlineData("{{println \"a\" 1}}", "a 1\n")]
    [InlineData("{{print nil}}", "<nil>")]
    public void Values(string template, string expected) => Assert.Equal(expected, Data.Render(template));

    [Theory]
    [InlineData("{{if .yes}}a{{else}}b{{end}}", "a")]
    [InlineData("{{if .no}}a{{else if .yes}}b{{else}}c{{end}}", "b")]
    [InlineData("{{if .none}}a{{else}}b{{end}}{{if .missing}}c{{else}}d{{end}}", "bd")]
    [InlineData("{{if and .yes .list}}a{{end}}{{if or .no .empty}}b{{else}}c{{end}}{{if not .no}}d{{end}}", "acd")]
    [InlineData("{{with .map}}{{.a}}{{end}}", "x")]
    [InlineData("{{with .none}}a{{else}}b{{end}}", "b")]
    [InlineData("{{with .none}}a{{else with .map}}{{.a}}{{end}}", "x")]
    [InlineData("{{with $x := .map}}{{$x.m.k}}{{end}}", "v")]
    [InlineData("{{range .list}}{{.}},{{end}}", "a,b,c,")]
    [InlineData("{{range $i, $x := .list}}{{$i}}={{$x}};{{end}}", "0=a;1=b;2=c;")]
    [InlineData("{{range $x := .list}}{{$x}}{{end}}", "abc")]
    [InlineData("{{range $k, $v := .map}}{{$k}}:{{$v}} {{end}}", "a:x m:map[k:v] z:1 ")]
    [InlineData("{{range .none}}x{{else}}empty{{end}}", "empty")]
    [InlineData("{{range .missing}}x{{else}}empty{{end}}", "empty")]
    [InlineData("{{range 3}}{{.}}{{end}}{{range $i := 2}}{{$i}}{{end}}", "01201")]
    [InlineData("{{range .list}}{{if eq . \"b\"}}{{continue}}{{end}}{{.}}{{end}}", "ac")]
    [InlineData("{{range .list}}{{if eq . \"b\"}}{{break}}{{end}}{{.}}{{end}}", "a")]
    [InlineData("{{$x := 1}}{{if .yes}}{{$x = 2}}{{end}}{{$x}}", "2")]
    [InlineData("{{$x := 1}}{{if .yes}}{{$x := 2}}{{end}}{{$x}}", "1")]
    [InlineData("{{range .list}}{{$.name}}{{end}}", "gaiagaiagaia")]
    [InlineData("{{define \"t\"}}[{{.}}]{{end}}{{template \"t\" .name}}{{template \"t\"}}", "[gaia][<no value>]")]
    [InlineData("{{block \"b\" .map}}{{.a}}{{end}}", "x")]
    [InlineData("{{define \"loop\"}}{{range .}}{{.}}{{break}}{{end}}{{end}}{{template \"loop\" .list}}", "a")]
    public void ControlFlow(string template, string expected) => Assert.Equal(expected, Data.Render(template));

    [Theory]
    [InlineData("{{eq 1 1}} {{eq .name \"x\" \"gaia\"}} {{ne 1 2}} {{lt 1 2}} {{le 2 2}} {{gt 2 1}} {{ge 1 2}}", "true true true true true true false")]
    [InlineData("{{eq .missing nil}} {{eq .nothing \"x\"}} {{lt \"a\" \"b\"}} {{eq 1.5 .f}}", "true false true true")]
    [InlineData("{{and 1 0 2}} {{or 0 \"\" \"x\"}} {{or .missing \"d\"}} {{and .yes .n}}", "0 x d 3")]
    [InlineData("{{or .yes (index .list 99)}}", "true")]
    public void Comparison(string template, string expected) => Assert.Equal(expected, Data.Render(template));

    [Theory]
    [InlineData("%v %+v %d|%5d|%-5d|%05d|%+d|%x|%X|%o|%b|%c|%q|%U", "1 2 3|    4|5    |00006|+7|ff|FF|10|101|A|'B'|U+0043", new object[] { 1, 2, 3, 4, 5, 6, 7, 255, 255, 8, 5, 65, 66, 67 })]
    [InlineData("%s|%10s|%-10s|%.2s|%q|%x|%v|%5t", "a|         b|c         |de|\"f\\\"g\"|6869|j| true", new object[] { "a", "b", "c", "def", "f\"g", "hi", "j", true })]
    [InlineData("%f|%.2f|%8.3f|%e|%g|%G|%.3g|%v|%6.1f%%", "1.500000|1.50|   1.500|1.500000e+00|1.5|1E+06|1.23|0.1|   2.5%", new object[] { 1.5, 1.5, 1.5, 1.5, 1.5, 1e6, 1.2345, 0.1, 2.46 })]
    [InlineData("%d|%s|%!|%z", "%!d(string=x)|%!s(int=1)|%!!(int=2)|%!z(int=3)", new object[] { "x", 1, 2, 3 })]
    [InlineData("%d", "%!d(MISSING)", new object[] { })]
    [InlineData("x", "x%!(EXTRA int=1, string=a)", new object[] { 1, "a" })]
    [InlineData("%[2]s %[1]s", "b a", new object[] { "a", "b" })]
    [InlineData("%*d|%T %T %T", "   7|int string float64", new object[] { 4, 7, 1, "s", 1.5 })]
    [InlineData("%", "%!(NOVERB)", new object[] { })]
    public void Printf(string format, string expected, object[] arguments)
    {
        var names = arguments.Select((_, i) => $"(index . {i})");
        var template = $"{{{{printf `{format}` {string.Join(' ', names)}}}}}";
        Assert.Equal(expected, Data.Render(template, data: Data.List(arguments)));
    }

    [Fact]
    public void PrintfOfCollections() =>
        Assert.Equal("[a b c] map[a:x m:map[k:v] z:1] [3 1 2] <nil> []interface {} [\"a\" \"b\" \"c\"]",
            Data.Render("{{printf \"%v %v %d %v %T %q\" .list .map .numbers .nothing .list .list}}"));

    [Fact]
    public void OwnDelimiters() =>
        Assert.Equal("gaia {{.name}}", Data.Render("[[.name]] {{.name}}", new TemplateOptions { LeftDelimiter = "[[", RightDelimiter = "]]" }));

    [Fact]
    public void TextWithoutActionsComesBackAsItIs()
    {
        const string text = "no actions } } here";
        Assert.Same(text, Data.Render(text));
    }
}
