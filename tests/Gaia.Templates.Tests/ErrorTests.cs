using Gaia.Documents.Nodes;

namespace Gaia.Templates.Tests;

public class ErrorTests
{
    [Theory]
    [InlineData("{{", "unclosed action")]
    [InlineData("{{.a", "unclosed action")]
    [InlineData("{{/* x", "unclosed comment")]
    [InlineData("{{if .a}}x", "unexpected EOF")]
    [InlineData("{{end}}", "unexpected {{end}}")]
    [InlineData("{{else}}", "unexpected {{else}}")]
    [InlineData("{{if .yes}}{{else}}{{else}}{{end}}", "expected end; found {{else}}")]
    [InlineData("{{if}}x{{end}}", "missing value for if")]
    [InlineData("{{}}", "missing value for command")]
    [InlineData("{{break}}", "{{break}} outside {{range}}")]
    [InlineData("{{nope 1}}", "function \"nope\" not defined")]
    [InlineData("{{if .no}}{{nope}}{{end}}", "function \"nope\" not defined")]
    [InlineData("{{$x}}", "undefined variable \"$x\"")]
    [InlineData("{{$x = 1}}", "undefined variable \"$x\"")]
    [InlineData("{{\"abc}}", "unterminated quoted string")]
    [InlineData("{{`abc}}", "unterminated raw quoted string")]
    [InlineData("{{(.a}}", "unclosed left paren")]
    [InlineData("{{.a)}}", "unexpected right paren")]
    [InlineData("{{1 | 2}}", "non executable command in pipeline stage 2")]
    [InlineData("{{.name |}}", "missing value for command")]
    [InlineData("{{nil}}", "nil is not a command")]
    [InlineData("{{\"a\".b}}", "unexpected . after term")]
    [InlineData("{{1a}}", "bad number syntax")]
    [InlineData("{{99999999999999999999}}", "illegal number syntax")]
    [InlineData("{{.name.x}}", "can't evaluate field x in type string")]
    [InlineData("{{.nothing.x}}", "nil pointer evaluating interface {}.x")]
    [InlineData("{{.map.a 1}}", "a is not a method but has arguments")]
    [InlineData("{{index .list 9}}", "error calling index: index out of range: 9")]
    [InlineData("{{index .list \"x\"}}", "cannot index slice/array with type string")]
    [InlineData("{{len 3}}", "error calling len: len of type int")]
    [InlineData("{{lt 1 \"a\"}}", "incompatible types for comparison")]
    [InlineData("{{eq 1 1.0}}", "incompatible types for comparison")]
    [InlineData("{{eq .map .map}}", "non-comparable type")]
    [InlineData("{{not}}", "wrong number of args for not: want 1 got 0")]
    [InlineData("{{template \"nope\"}}", "template \"nope\" not defined")]
    [InlineData("{{range .yes}}{{end}}", "range can't iterate over true")]
    [InlineData("{{define \"a\"}}x{{end}}{{define \"a\"}}y{{end}}", "multiple definition of template \"a\"")]
    [InlineData("{{$a, $b := 1}}", "too many declarations in command")]
    [InlineData("{{3 4}}", "can't give argument to non-function 3")]
    [InlineData("{{printf 1}}", "wrong type for value; expected string; got int")]
    public void NameTheFault(string template, string reason)
    {
        var error = Assert.Throws<TemplateException>(() => Data.Render(template));
        Assert.Contains(reason, error.Message);
    }

    [Fact]
    public void NamesFileLineColumnAndExpression()
    {
        var options = new TemplateOptions { Origin = new SourceMark("stacks/dev.yaml", 10, 5) };
        var error = Assert.Throws<TemplateException>(() => Data.Render("first\n  second {{ .name.deep.er }}", options));
        Assert.Equal(new SourceMark("stacks/dev.yaml", 11, 13), error.Mark);
        Assert.Equal(".name.deep.er", error.Expression);
        Assert.StartsWith("stacks/dev.yaml:11:13: in <.name.deep.er>:", error.Describe());
    }

    [Fact]
    public void MissingKeyErrorNamesTheKey()
    {
        var error = Assert.Throws<TemplateException>(() => Data.Render("{{.nope}}", new TemplateOptions { MissingKey = MissingKeyMode.Error }));
        Assert.Contains("map has no entry for key \"nope\"", error.Message);
    }

    [Fact]
    public void EndlessRecursionEnds()
    {
        var error = Assert.Throws<TemplateException>(() => Data.Render("{{define \"a\"}}{{template \"a\"}}{{end}}{{template \"a\"}}"));
        Assert.Contains("exceeded maximum template depth", error.Message);
    }

    [Fact]
    public void EndlessLoopEnds()
    {
        var options = new TemplateOptions { Limits = new TemplateLimits { Steps = 10_000 } };
        Assert.Contains("loops too long", Assert.Throws<TemplateException>(() => Data.Render("{{range 9999999999}}{{end}}", options)).Message);
    }

    [Fact]
    public void OutputHasAnEnd()
    {
        var options = new TemplateOptions { Limits = new TemplateLimits { OutputLength = 1000 } };
        const string doubling = "{{$x := \"abc\"}}{{range 60}}{{$x = print $x $x}}{{end}}";
        Assert.Contains("1000", Assert.Throws<TemplateException>(() => Data.Render(doubling, options)).Message);
        Assert.Contains("1000", Assert.Throws<TemplateException>(() => Data.Render("{{range 2000}}x{{end}}", options)).Message);
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("{{if 1}}", "{{end}}")]
    public void DeepNestingIsRefusedNotFatal(string open, string close)
    {
        var count = 100_000;
        var text = string.Concat(Enumerable.Repeat(open, count)) + (open == "(" ? "1" : "x") + string.Concat(Enumerable.Repeat(close, count));
        if (open == "(") text = "{{" + text + "}}";
        Assert.Contains("nested too deeply", Assert.Throws<TemplateException>(() => Data.Render(text)).Message);
    }

    [Fact]
    public void CancellationStopsALoop()
    {
        using var source = new CancellationTokenSource();
        var options = new TemplateOptions { Functions = TemplateFunctions.Standard.With("stop", call =>
        {
            source.Cancel();
            return NullNode.Instance;
        }) };
        Assert.Throws<OperationCanceledException>(() => TemplateEngine.Render("{{stop}}{{range 9999999999}}{{end}}", Data.Sample, options, source.Token));
    }

    [Fact]
    public void FunctionsFromOutsideMayBeDottedAndSeePlainNodes()
    {
        var options = new TemplateOptions { Functions = TemplateFunctions.Standard.With("atmos.Component",
            call => Data.Map(("vars", Data.Map(("got", $"{call.String(0)}/{call.Count}")))), 2, 2) };
        Assert.Equal("vpc/2", Data.Render("{{(atmos.Component \"vpc\" .name).vars.got}}", options));
        Assert.Contains("want 2 got 1", Assert.Throws<TemplateException>(() => Data.Render("{{atmos.Component 1}}", options)).Message);
        Assert.Contains("Nope", Assert.Throws<TemplateException>(() => Data.Render("{{atmos.Nope 1}}", options)).Message);
    }
}
