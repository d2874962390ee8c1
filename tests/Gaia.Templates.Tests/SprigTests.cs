namespace Gaia.Templates.Tests;

/// <summary>Expectations follow Sprig's documentation.</summary>
public class SprigTests
{
    [Theory]
    [InlineData("{{upper \"hi\"}} {{lower \"HI\"}} {{title \"hello world\"}} {{untitle \"Hello World\"}}", "HI hi Hello World hello world")]
    [InlineData("{{trim \"  x \"}}|{{trimAll \"$\" \"$5.00$\"}}|{{trimSuffix \"-\" \"h-\"}}|{{trimPrefix \"-\" \"-h\"}}", "x|5.00|h|h")]
    [InlineData("{{repeat 3 \"ab\"}} {{\"hello\" | replace \"l\" \"L\"}} {{replace \"\" \"-\" \"ab\"}}", "ababab heLLo -a-b-")]
    [InlineData("{{substr 0 5 \"hello world\"}} {{trunc 5 \"hello world\"}} {{trunc -5 \"hello world\"}} {{trunc 9 \"abc\"}}", "hello hello world abc")]
    [InlineData("{{abbrev 5 \"hello world\"}} {{abbrevboth 5 10 \"1234 5678 9123\"}}", "he... ...5678...")]
    [InlineData("{{nospace \"h e l l o\"}} {{initials \"First Try\"}} {{swapcase \"This Is A.Test\"}}", "hello FT tHIS iS a.tEST")]
    [InlineData("{{contains \"cat\" \"catch\"}} {{hasPrefix \"cat\" \"catch\"}} {{hasSuffix \"x\" \"catch\"}}", "true true false")]
    [InlineData("{{quote \"a\" 1 \"b\\\"c\"}} {{squote \"a\" 2}} {{cat \"hello\" 1 nil \"x\"}}", "\"a\" \"1\" \"b\\\"c\" 'a' '2' hello 1 x")]
    [InlineData("{{indent 2 \"a\\nb\"}}|{{nindent 2 \"a\"}}", "  a\n  b|\n  a")]
    [InlineData("{{plural \"one anchovy\" \"many\" 1}} {{plural \"one\" \"many anchovies\" 2}}", "one anchovy many anchovies")]
    [InlineData("{{snakecase \"FirstName\"}} {{snakecase \"HTTP20xOK\"}} {{kebabcase \"FirstName\"}} {{camelcase \"http_server\"}}", "first_name http_20x_ok first-name HttpServer")]
    [InlineData("{{snakecase \"HTTPServer\"}} {{snakecase \"_camelCase\"}} {{snakecase \"NoHTTPS\"}} {{snakecase \"http2xx\"}} {{snakecase \"Bld4Floor3rd\"}} {{camelcase \"_complex__case_\"}}", "http_server _camel_case no_https http_2xx bld4_floor_3rd _Complex_Case_")]
    [InlineData("{{wrap 5 \"one two three\"}}", "one\ntwo\nthree")]
    [InlineData("{{wrapWith 3 \"|\" \"abcdef\"}}", "abc|def")]
    [InlineData("{{join \"-\" (list \"a\" 1 nil true)}} {{join \",\" \"x\"}} {{\"a$b$c\" | splitList \"$\" | join \"+\"}} {{(split \"/\" \"a/b\")._1}} {{(splitn \"/\" 2 \"a/b/c\")._1}}", "a-1-true x a+b+c b b/c")]
    [InlineData("{{sortAlpha (list \"c\" \"a\" \"b\")}} {{toStrings (list 1 \"a\")}} {{toString 1.5}}", "[a b c] [1 a] 1.5")]
    public void Strings(string template, string expected) => Assert.Equal(expected, Data.Render(template));

    [Theory]
    [InlineData("{{$l := list 1 2 3}}{{first $l}} {{rest $l}} {{last $l}} {{initial $l}} {{append $l 4}} {{prepend $l 0}} {{reverse $l}}", "1 [2 3] 3 [1 2] [1 2 3 4] [0 1 2 3] [3 2 1]")]
    [InlineData("{{uniq (list 1 1 2 (list 1) (list 1))}} {{without (list 1 2 3) 2}} {{has 2 (list 1 2)}} {{has 9 (list 1)}} {{compact (list 0 1 \"\" \"a\")}}", "[1 2 [1]] [1 3] true false [1 a]")]
    [InlineData("{{slice (list 1 2 3 4 5) 1 3}} {{slice (list 1 2 3) 1}} {{concat (list 1) (list 2 3)}} {{chunk 2 (list 1 2 3)}}", "[2 3] [2 3] [1 2 3] [[1 2] [3]]")]
    [InlineData("{{until 3}} {{untilStep 3 6 2}} {{untilStep 3 0 -1}} {{seq 5}} {{seq -3}} {{seq 0 2}} {{seq 2 -2}} {{seq 0 2 10}} {{seq 0 -2 -5}}", "[0 1 2] [3 5] [3 2 1] 1 2 3 4 5 1 0 -1 -2 -3 0 1 2 2 1 0 -1 -2 0 2 4 6 8 10 0 -2 -4")]
    [InlineData("{{first (list)}} {{has nil nil}}", "<no value> false")]
    public void Lists(string template, string expected) => Assert.Equal(expected, Data.Render(template));

    [Theory]
    [InlineData("{{dict \"a\" 1 \"b\"}}", "map[a:1 b:]")]
    [InlineData("{{$d := dict \"a\" 1}}{{$_ := set $d \"b\" 2}}{{$d}}{{$_ := unset $d \"a\"}}{{$d}}", "map[a:1 b:2]map[b:2]")]
    [InlineData("{{$_ := set .map \"new\" 1}}{{.map.new}} {{.map.a}} {{hasKey .map \"new\"}} {{range $k, $v := .map}}{{$k}}{{end}}", "1 x true amnewz")]
    [InlineData("{{get .map \"a\"}}{{get .map \"nope\"}} {{hasKey .map \"a\"}} {{keys .map | sortAlpha}} {{values (dict \"a\" 1)}}", "x true [a m z] [1]")]
    [InlineData("{{pick .map \"a\"}} {{omit .map \"m\" \"z\"}} {{pluck \"a\" (dict \"a\" 1) (dict \"b\" 2) (dict \"a\" 3)}}", "map[a:x] map[a:x] [1 3]")]
    [InlineData("{{merge (dict \"a\" 1 \"e\" \"\") (dict \"a\" 2 \"b\" (dict \"c\" 3) \"e\" \"x\")}}", "map[a:1 b:map[c:3] e:x]")]
    [InlineData("{{mergeOverwrite (dict \"a\" true \"n\" (dict \"x\" 1)) (dict \"a\" false \"n\" (dict \"y\" 2))}}", "map[a:false n:map[x:1 y:2]]")]
    [InlineData("{{dig \"m\" \"k\" \"d\" .map}} {{dig \"m\" \"z\" \"d\" .map}}", "v d")]
    [InlineData("{{$a := dict \"x\" (dict \"y\" 1)}}{{$b := deepCopy $a}}{{$_ := set $b.x \"y\" 2}}{{$a.x.y}}{{$b.x.y}}", "12")]
    public void Dicts(string template, string expected) => Assert.Equal(expected, Data.Render(template));

    [Theory]
    [InlineData("{{add 1 2 3}} {{sub 5 2}} {{mul 2 3 4}} {{div 7 2}} {{mod 7 2}} {{add1 1}} {{max 1 3 2}} {{min 3 1}} {{add \"2\" 1.9}}", "6 3 24 3 1 2 3 1 3")]
    [InlineData("{{addf 0.1 0.2}} {{subf 1.5 0.5}} {{mulf 1.5 2}} {{divf 10 4}} {{add1f 1.5}} {{maxf 1 2.5}} {{floor 1.9}} {{ceil 1.1}} {{round 123.555555 3}}", "0.3 1 3 2.5 2.5 2.5 1 2 123.556")]
    [InlineData("{{int \"12\"}} {{int64 3.9}} {{float64 \"1.5\"}} {{atoi \"x\"}} {{toDecimal \"0777\"}} {{int \"0x10\"}} {{int \"08\"}}", "12 3 1.5 0 511 16 0")]
    public void Numbers(string template, string expected) => Assert.Equal(expected, Data.Render(template));

    [Theory]
    [InlineData("{{default \"d\" .missing}} {{default \"d\" \"\"}} {{.name | default \"d\"}} {{default \"d\" 0}} {{default \"d\"}}", "d d gaia d d")]
    [InlineData("{{empty .none}} {{empty 1}} {{coalesce 0 \"\" \"x\"}} {{all 1 \"a\"}} {{any 0 1}} {{ternary \"y\" \"n\" true}} {{.no | ternary \"y\" \"n\"}}", "true false x true true y n")]
    [InlineData("{{typeOf 1}} {{kindOf .list}} {{kindOf .map}} {{kindIs \"string\" \"x\"}} {{typeIs \"float64\" 1.5}} {{deepEqual (list 1) (list 1)}} {{kindOf nil}}", "int slice map true true true invalid")]
    [InlineData("{{toJson .map}} {{toJson (list \"<a>\" 1.0 nil)}} {{toRawJson \"<a>\"}} {{(fromJson \"{\\\"a\\\":[1,{\\\"b\\\":true}]}\").a}}", "{\"a\":\"x\",\"m\":{\"k\":\"v\"},\"z\":1} [\"\\u003ca\\u003e\",1,null] \"<a>\" [1 map[b:true]]")]
    [InlineData("{{toPrettyJson (dict \"a\" 1)}}", "{\n  \"a\": 1\n}")]
    [InlineData("{{dict \"a\" (dict \"b\" 1) | toJson}}", "{\"a\":{\"b\":1}}")]
    public void DefaultsTypesAndJson(string template, string expected) => Assert.Equal(expected, Data.Render(template));

    [Theory]
    [InlineData("{{upper 1}}", "wrong type for value; expected string; got int")]
    [InlineData("{{upper .missing}}", "invalid value; expected string")]
    [InlineData("{{fail \"stop here\"}}", "error calling fail: stop here")]
    [InlineData("{{div 1 0}}", "integer divide by zero")]
    [InlineData("{{first 3}}", "Cannot find first on type int")]
    [InlineData("{{repeat 999999999 \"xxxxxxxxxxx\"}}", "larger than")]
    [InlineData("{{until 999999999999}}", "larger than")]
    [InlineData("{{$l := until 100000}}{{range until 12}}{{$l = concat $l $l}}{{end}}{{len $l}}", "larger than")]
    [InlineData("{{$d := dict}}{{$_ := set $d \"a\" $d}}", "would hold itself")]
    [InlineData("{{$l := list 1}}{{range until 60}}{{$l = list $l $l}}{{end}}{{toJson $l}}", "larger than")]
    [InlineData("{{mustFromJson \"{\"}}", "error calling mustFromJson")]
    public void Refusals(string template, string reason) =>
        Assert.Contains(reason, Assert.Throws<TemplateException>(() => Data.Render(template)).Message);
}
