using Gaia.Documents.Json;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;

namespace Gaia.Yq.Tests;

public class YqExpressionTests
{
    private const string Document = """
        {"a": {"b": 1, "c": [1, 2, 3]}, "name": "vpc-prod", "empty": null, "off": false,
         "list": [{"n": "x", "v": 3}, {"n": "y", "v": 1}, {"n": "z", "v": 2}],
         "my-key": "dash", "with space": 1, "words": ["b", "a", "c", "a"], "float": 1.5,
         "vpc_id": "vpc-1", "vpc_arn": "arn", "nested": [[1, [2]], [3]]}
        """;

    internal static Node Parse(string json) =>
        JsonReader.TryRead(json, wholeNumbers: true, out var value, out var fault) ? value : throw new ArgumentException(fault);

    internal static Node Run(string expression) => YqExpression.Evaluate(expression, Parse(Document), TestContext.Current.CancellationToken);

    [Theory]
    [InlineData(".", null)]
    [InlineData(".a.b", "1")]
    [InlineData(".a.c[0]", "1")]
    [InlineData(".a.c[-1]", "3")]
    [InlineData(".a.c[1:]", "[2,3]")]
    [InlineData(".a.c[:-1]", "[1,2]")]
    [InlineData(".a.c[9]", "null")]
    [InlineData(".[\"with space\"]", "1")]
    [InlineData(".\"with space\"", "1")]
    [InlineData(".my-key", "\"dash\"")]
    [InlineData(".missing.deeper", "null")]
    [InlineData(".missing.deeper?", "null")]
    [InlineData(".name.x", "null")]
    [InlineData(".list[].n", "[\"x\",\"y\",\"z\"]")]
    [InlineData("[.list[].v]", "[3,1,2]")]
    [InlineData(".list | length", "3")]
    [InlineData(".name | length", "8")]
    [InlineData("[.vpc_*]", "[\"vpc-1\",\"arn\"]")]
    [InlineData(".missing // \"d\"", "\"d\"")]
    [InlineData(".off // true", "true")]
    [InlineData(".name // \"d\"", "\"vpc-prod\"")]
    [InlineData(".a | keys", "[\"b\",\"c\"]")]
    [InlineData("has(\"a\")", "true")]
    [InlineData(".a | has(\"zz\")", "false")]
    [InlineData(".list | map(.n)", "[\"x\",\"y\",\"z\"]")]
    [InlineData(".list[] | select(.v > 2) | .n", "\"x\"")]
    [InlineData("[.list[] | select(.v >= 2 and .n != \"x\")]", "[{\"n\":\"z\",\"v\":2}]")]
    [InlineData(".list | map(select(.n == \"x\" or .n == \"y\")) | length", "2")]
    [InlineData(".words | unique", "[\"b\",\"a\",\"c\"]")]
    [InlineData(".words | sort", "[\"a\",\"a\",\"b\",\"c\"]")]
    [InlineData(".list | sort_by(.v) | .[0].n", "\"y\"")]
    [InlineData(".list | sort_by(.v) | reverse | .[0].n", "\"x\"")]
    [InlineData(".words | join(\"-\")", "\"b-a-c-a\"")]
    [InlineData(".name | split(\"-\") | .[1]", "\"prod\"")]
    [InlineData(".name | test(\"^vpc\")", "true")]
    [InlineData(".name | sub(\"-prod\", \"-dev\")", "\"vpc-dev\"")]
    [InlineData(".name | sub(\"(v)(p)\"; \"$2$1\")", "\"pvc-prod\"")]
    [InlineData(".name | capture(\"(?P<kind>[a-z]+)-(?P<stage>[a-z]+)\")", "{\"kind\":\"vpc\",\"stage\":\"prod\"}")]
    [InlineData(".name | upcase", "\"VPC-PROD\"")]
    [InlineData("\"id: \\(.a.b) \\(.name)\"", "\"id: 1 vpc-prod\"")]
    [InlineData(".name + \"/\" + .my-key", "\"vpc-prod/dash\"")]
    [InlineData("1 + 2", "3")]
    [InlineData("7 / 2", "3.5")]
    [InlineData("8 / 2", "4")]
    [InlineData("7 % 4", "3")]
    [InlineData(".float * 2", "3.0")]
    [InlineData(".a.c + [4]", "[1,2,3,4]")]
    [InlineData(".a.c - [1]", "[2,3]")]
    [InlineData("{\"x\": 1} * {\"y\": {\"z\": 2}}", "{\"x\":1,\"y\":{\"z\":2}}")]
    [InlineData("{a: .a.b, name}", "{\"a\":1,\"name\":\"vpc-prod\"}")]
    [InlineData("{(.name): .a.b}", "{\"vpc-prod\":1}")]
    [InlineData(".a | to_entries | .[0]", "{\"key\":\"b\",\"value\":1}")]
    [InlineData(".a | with_entries(.key |= \"p_\" + .)", "{\"p_b\":1,\"p_c\":[1,2,3]}")]
    [InlineData(".a | with_entries(select(.key == \"b\"))", "{\"b\":1}")]
    [InlineData(".list | from_entries", "error")]
    [InlineData("[{\"key\": \"k\", \"value\": 1}] | from_entries", "{\"k\":1}")]
    [InlineData(".a | type", "\"!!map\"")]
    [InlineData(".a.b | tag", "\"!!int\"")]
    [InlineData(".words | first", "\"b\"")]
    [InlineData("first(.words[])", "\"b\"")]
    [InlineData(".words | last", "\"a\"")]
    [InlineData(".a.c | add", "6")]
    [InlineData(".a.c | max", "3")]
    [InlineData(".nested | flatten", "[1,2,3]")]
    [InlineData(".nested | flatten(1)", "[1,[2],3]")]
    [InlineData(".words | contains([\"a\"])", "true")]
    [InlineData(".a.c | any_c(. > 2)", "true")]
    [InlineData(".a.c | all_c(. > 2)", "false")]
    [InlineData(".off | not", "true")]
    [InlineData("[.a.c[] | . * 2]", "[2,4,6]")]
    [InlineData(".a.c[] as $x ireduce (0; . + $x)", "6")]
    [InlineData(".a.b as $x | .a.c | map(. + $x)", "[2,3,4]")]
    [InlineData("del(.a.c[0]) | .a", "{\"b\":1,\"c\":[2,3]}")]
    [InlineData(".a.b = 5 | .a.b", "5")]
    [InlineData(".a.c[] |= . + 1 | .a.c", "[2,3,4]")]
    [InlineData(".a.c += [9] | .a.c", "[1,2,3,9]")]
    [InlineData(".new.deep[1] = 1 | .new", "{\"deep\":[null,1]}")]
    [InlineData("[.. | select(tag == \"!!int\")] | length", "11")]
    [InlineData(".a.b | path", "[\"a\",\"b\"]")]
    [InlineData(".list[0].n | parent | .v", "3")]
    [InlineData(".a | pick([\"b\"])", "{\"b\":1}")]
    [InlineData(".a | omit([\"b\"])", "{\"c\":[1,2,3]}")]
    [InlineData(".list | group_by(.v > 1) | length", "2")]
    [InlineData("if .a.b == 1 then \"one\" else \"other\" end", "\"one\"")]
    [InlineData(".a.c | @json", "\"[1,2,3]\"")]
    [InlineData(".name | @base64 | @base64d", "\"vpc-prod\"")]
    [InlineData("\"3\" | to_number + 1", "4")]
    [InlineData(".name == \"vpc*\"", "true")]
    [InlineData(".a.b, .name", "[1,\"vpc-prod\"]")]
    [InlineData("empty", "null")]
    [InlineData("", null)]
    public void Evaluates(string expression, string? expected)
    {
        if (expected == "error")
        {
            Assert.Throws<YqException>(() => Run(expression));
            return;
        }
        var wanted = Parse(expected ?? Document);
        var actual = Run(expression);
        Assert.True(wanted.Equals(actual), $"{expression}: expected {expected}, got {NodeJson.Write(actual, 0)}");
    }

    [Theory]
    [InlineData(".a[", "expected an expression at the end", 4)]
    [InlineData(".a | nope", "unknown function 'nope'", 6)]
    [InlineData(".a )", "unexpected ')'", 4)]
    [InlineData("\"abc", "string without closing quote", 1)]
    [InlineData(".words.x", "cannot index a list with 'x'", 7)]
    [InlineData("{} - 1", "cannot subtract !!map and !!int", 4)]
    [InlineData("1 / 0", "division by zero", 3)]
    [InlineData("$x", "variable $x is not defined", 1)]
    [InlineData("env(HOME)", "unknown function 'HOME'", 5)]
    [InlineData("strenv(\"HOME\")", "sees its input only", 1)]
    [InlineData(".name | test(\"(\")", "is not a regular expression", 9)]
    [InlineData("map(1; 2)", "map takes 1 arguments, not 2", 1)]
    [InlineData("error(\"stop\")", "stop", 1)]
    public void NamesTheFault(string expression, string reason, int column)
    {
        var fault = Assert.Throws<YqException>(() => Run(expression));
        Assert.Contains(reason, fault.Message);
        Assert.Equal(column, fault.Column);
    }

    [Fact]
    public void EndlessExpressionsEnd()
    {
        Assert.Throws<YqException>(() => Run("[range(999999999999)] | length"));
        Assert.Throws<YqException>(() => Run(new string('(', 100_000) + "1" + new string(')', 100_000)));
    }

    [Theory]
    [InlineData("[range(3000)] as $a | [range(3000)] as $b | [range(100)] | map($a - $b)", "steps")]
    [InlineData("[range(3000)] as $a | [range(1000)] | map($a | contains([range(3000)]))", "steps")]
    [InlineData("(\"a\" * 1000000) as $t | [range(100000)] | map($t | upcase | length)", "steps")]
    [InlineData("(\"a\" * 1000000) as $t | [range(100000)] | map($t | test(\"(a|b)*c\"))", "steps")]
    [InlineData("(\"a\" * 1000000) as $t | $t | test(\"(a?){1000}a{1000}b\")", "steps")]
    [InlineData("(\"[\" + (\"1,\" * 1000000) + \"1]\") as $t | [range(1000)] | map($t | from_json | length)", "more than")]
    [InlineData("(\"a\" * 1000000) as $t | [range(1000)] | join($t)", "text longer")]
    [InlineData("(\"a\" * 1000000) as $t | $t | sub(\"a\"; $t)", "text longer")]
    [InlineData("\"abcd\" * 2305843010287435776", "cannot multiply")]
    [InlineData("[range(0;100)] | map(\"x\" * 60000000)", "are made on the way")]
    [InlineData("[range(100)] | . + . | . + . | . + . | . + . | . + . | . + . | . + . | . + . | . + . | . + . | . + . | . + . | . + . | . + . | . + . | . + . | . + .", "too large")]
    [InlineData("[range(5000)] | .[] as $i ireduce (1; [.])", "too deep")]
    [InlineData("[range(5000)] | .[] as $i ireduce (1; {\"a\": .})", "too deep")]
    [InlineData("(\"ab\" * 30000000) | split(\"\")", "are made on the way")]
    [InlineData("(\"ab\" * 30000000) / \"b\"", "are made on the way")]
    [InlineData("(\"ab\" * 10000000) | [match(\"a\"; \"g\")]", "are made on the way")]
    [InlineData("[range(1000000)] | to_entries | to_entries | to_entries", "are made on the way")]
    [InlineData("([range(100000)] | to_entries | map({\"key\": \"k\" + (.key | tostring), \"value\": 1}) | from_entries) as $m | [range(1000) as $i | $m | .k = $i]", "are made on the way")]
    [InlineData("[range(1000)] as $a | [range(20000)] | map($a + $a | to_json)", "are made on the way")]
    public void What_takes_longer_than_a_step_pays_for_it_first(string expression, string reason)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains(reason, Assert.Throws<YqException>(() => Run(expression)).Message);
        if (reason is not ("steps" or "more than")) Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1L << 30);
    }
}
