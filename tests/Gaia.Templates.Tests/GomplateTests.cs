using Gaia.Yq;

namespace Gaia.Templates.Tests;

public class GomplateTests
{
    private static readonly TemplateOptions Options = new()
    {
        Host = new TemplateHost { Query = YqExpression.Evaluate, Environment = new Dictionary<string, string> { ["HOME"] = "/home/ann", ["DOC"] = "{\"a\": [1, 2]}" } },
        Datasources = new Dictionary<string, TemplateDatasource> { ["doc"] = new("env:DOC?type=application/json"), ["web"] = new("https://example.com/x.json") },
    };

    [Theory]
    [InlineData("{{strings.ToUpper \"a\"}} {{\"b\" | strings.ToUpper}} {{strings.ReplaceAll \"a\" \"b\" \"aXa\"}} {{strings.Split \",\" \"a,b\"}} {{strings.Trim \"-\" \"-a-\"}} {{strings.ToLower 1.5}}", "A B bXb [a b] a 1.5")]
    [InlineData("{{strings.Repeat 2 \"ab\"}} {{strings.HasPrefix \"a\" \"ab\"}} {{strings.Quote \"x\"}} {{strings.Squote \"it's\"}} {{strings.ShellQuote \"a b\"}} {{strings.Indent 2 \"a\\nb\"}}", "abab true \"x\" 'it''s' 'a b'   a\n  b")]
    [InlineData("{{strings.CamelCase \"Hello, World!\"}} {{strings.SnakeCase \"Hello, World!\"}} {{strings.KebabCase \"Hello, World!\"}} {{strings.Slug \"Hello, world!\"}}", "HelloWorld Hello_World Hello-World hello-world")]
    [InlineData("{{coll.Dict \"a\" 1}} {{coll.Slice 1 2}} {{coll.Has .map \"a\"}} {{coll.Keys .map}} {{coll.Append 3 (coll.Slice 1)}} {{coll.Flatten (coll.Slice 1 (coll.Slice 2))}} {{coll.Sort (coll.Slice 3 1 2)}}", "map[a:1] [1 2] true [a m z] [1 3] [1 2] [1 2 3]")]
    [InlineData("{{coll.Merge (dict \"a\" 1) (dict \"a\" 2 \"b\" 3)}} {{coll.Index \"m\" \"k\" .map}} {{.map | coll.JQ \".m.k\"}} {{coll.Pick \"a\" .map}} {{coll.Uniq (list 1 1)}} {{coll.Reverse (list 1 2)}}", "map[a:1 b:3] v v map[a:x] [1] [2 1]")]
    [InlineData("{{conv.ToInt \"1,000\"}} {{conv.ToBool \"yes\"}} {{conv.ToString 1}} {{conv.Join (list 1 2) \"-\"}} {{conv.Default \"d\" \"\"}} {{conv.ParseInt \"ff\" 16 64}} {{conv.ToFloat64 \"1.5\"}} {{conv.ToInts 1 \"2\"}} {{(conv.URL \"http://h:1/p?q=1\").Host}}", "1000 true 1 1-2 d 255 1.5 [1 2] h:1")]
    [InlineData("{{math.Add 1 2}} {{math.Add 1.5 2}} {{math.Sub 3 1}} {{math.Mul 2 3}} {{math.Div 5 2}} {{math.Rem 5 2}} {{math.Pow 2 3}} {{math.Max 1 3}} {{math.Seq 3}} {{math.Seq 5 1 -2}} {{math.Round 2.5}} {{math.IsInt \"3\"}} {{math.Abs -3}}", "3 3.5 2 6 2.5 1 8 3 [1 2 3] [5 3 1] 3 true 3")]
    [InlineData("{{(data.JSON \"{\\\"a\\\": 1000000}\").a}} {{(data.YAML \"a: [1, x]\").a}} {{data.ToJSON (dict \"a\" \"<\")}} {{data.ToJSONPretty \" \" (dict \"a\" (list 1))}}", "1000000 [1 x] {\"a\":\"<\"} {\n \"a\": [\n  1\n ]\n}")]
    [InlineData("{{toYaml (dict \"a\" (list 1 \"x\"))}}|{{data.CSVByRow \"a,b\\n1,\\\"x,y\\\"\"}} {{data.CSVByColumn \"a,b\\n1,2\"}}", "a:\n  - 1\n  - x|[map[a:1 b:x,y]] map[a:[1] b:[2]]")]
    [InlineData("{{$t := data.TOML \"port = 80\\nat = 1979-05-27\\n[db.main]\\nhosts = ['a', 'b']\\n[[rule]]\\nok = true\\n[[rule]]\\nw = 1.5\"}}{{$t.port}} {{$t.at}} {{index $t.db.main.hosts 1}} {{len $t.rule}} {{toml \"a.b = 1\"}}", "80 1979-05-27 b 2 map[a:map[b:1]]")]
    [InlineData("{{data.ToTOML (dict \"z\" \"q\\\"\" \"n\" 2.0 \"t\" (dict \"u v\" (list 1 (dict \"x\" true)) \"in\" (dict \"k\" \"v\")) \"r\" (list (dict \"a\" 1) (dict \"a\" 2)))}}", "n = 2.0\nz = \"q\\\"\"\n\n[[r]]\n  a = 1\n\n[[r]]\n  a = 2\n\n[t]\n  \"u v\" = [1, {x = true}]\n  [t.in]\n    k = \"v\"\n")]
    [InlineData("{{regexp.Find \"[a-z]+\" \"1ab2\"}} {{regexp.Match \"^a\" \"ab\"}} {{regexp.Replace \"(foo)bar\" \"$1\" \"foobar\"}} {{regexp.Split \"-\" \"a-b\"}} {{regexp.FindAll \"a\" 1 \"aa\"}}", "ab true foo [a b] [a]")]
    [InlineData("{{env.Getenv \"HOME\"}} {{env.Getenv \"NONE\" \"d\"}} {{getenv \"HOME\"}} {{env.ExpandEnv \"$HOME/x\"}}", "/home/ann d /home/ann /home/ann/x")]
    [InlineData("{{path.Join \"a\" \"../b\" \"c\"}} {{path.Base \"a/b\"}} {{path.Dir \"a/b\"}} {{path.Ext \"a.b\"}} {{filepath.Rel \"/a\" \"/a/b\"}} {{path.Match \"*.go\" \"a.go\"}} {{path.Match \"*\" \"a/b\"}}", "b/c b a .b b true false")]
    [InlineData("{{(time.Parse time.RFC3339 \"2020-01-02T03:04:05Z\").Format time.Kitchen}} {{time.Hour 2}} {{(time.ParseDuration \"90m\").Hours}} {{((time.Parse \"2006-01-02\" \"2020-01-31\").AddDate 0 1 0).Format \"2006-01-02\"}} {{(time.Unix 0).UTC.Year}}", "3:04AM 2h0m0s 1.5 2020-03-02 1970")]
    [InlineData("{{crypto.SHA256 \"a\" | strings.Trunc 8}} {{base64.Encode \"hi\"}} {{base64.Decode \"aGk\"}} {{crypto.PBKDF2 \"foo\" \"bar\" 1024 8}} {{random.AlphaNum 5 | len}} {{random.Item (list 1)}} {{uuid.Nil}}", "ca978112 aGk= hi 32c4907c3c80792b 5 1 00000000-0000-0000-0000-000000000000")]
    [InlineData("{{test.Ternary 1 2 true}} {{test.Kind 1}} {{required \"msg\" \"x\"}} {{test.IsKind \"number\" 1}} {{semver.CheckConstraint \">1\" \"2.0.0\"}} {{(semver.Semver \"1.2.3\").Minor}}", "1 int x true true 2")]
    [InlineData("{{define \"t\"}}<{{.}}>{{end}}{{tmpl.Exec \"t\" \"x\" | strings.ToUpper}} {{tpl \"{{.a}}\" (dict \"a\" 1)}} {{tmpl.Inline \"n\" \"{{upper .}}\" \"z\"}}", "<X> 1 Z")]
    [InlineData("{{(datasource \"doc\").a}} {{(ds \"doc\").a}} {{include \"doc\"}} {{datasourceExists \"nope\"}} {{(atmos.GomplateDatasource \"doc\").a}} {{datasourceReachable \"web\"}}{{defineDatasource \"own\" \"env:HOME\"}} {{ds \"own\"}}", "[1 2] [1 2] {\"a\": [1, 2]} false [1 2] false /home/ann")]
    public void Prints(string template, string expected) => Assert.Equal(expected, Data.Render(template, Options));

    [Theory]
    [InlineData("{{file.Read \"/etc/passwd\"}}", "reading files is not allowed here")]
    [InlineData("{{datasource \"web\"}}", "asking 'https://example.com/x.json' is not allowed here")]
    [InlineData("{{datasource \"nope\"}}", "undefined datasource 'nope'")]
    [InlineData("{{datasource \"vault://x\"}}", "datasources of the kind 'vault' are not supported")]
    [InlineData("{{data.TOML \"a = \"}}", "no TOML")]
    [InlineData("{{data.TOML (printf \"a = %s\" (repeat 100000 \"[\"))}}", "no TOML")]
    [InlineData("{{data.TOML (printf \"%sx = 1\" (repeat 100000 \"a.\"))}}", "no TOML")]
    [InlineData("{{data.ToTOML (list 1)}}", "expected a map, got a list")]
    [InlineData("{{file.Write \"x\" \"y\"}}", "may not write files")]
    [InlineData("{{required \"need it\" \"\"}}", "need it")]
    [InlineData("{{test.Assert \"why\" false}}", "assertion failed: why")]
    [InlineData("{{coll.Index \"nope\" .map}}", "map has no key 'nope'")]
    [InlineData("{{define \"r\"}}{{tmpl.Exec \"r\"}}{{end}}{{tmpl.Exec \"r\"}}", "exceeded maximum template depth")]
    [InlineData("{{tpl \"{{\"}}", "unclosed action")]
    [InlineData("{{math.Seq 99999999999}}", "larger than")]
    public void Refusals(string template, string reason) =>
        Assert.Contains(reason, Assert.Throws<TemplateException>(() => Data.Render(template, Options)).Message);

    [Fact]
    public void A_host_without_queries_refuses_them() => Assert.Contains("not allowed here",
        Assert.Throws<TemplateException>(() => Data.Render("{{.map | coll.JQ \".m.k\"}}")).Message);
}
