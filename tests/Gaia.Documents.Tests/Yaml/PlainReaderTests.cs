using System.Runtime.CompilerServices;
using CsCheck;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;
using Gaia.Documents.Yaml;
using Gaia.Documents.Yaml.Plain;
using Gaia.Stacks.Tests.Cases;

namespace Gaia.Documents.Tests.Yaml;

/// <summary>The quick reader gives up or gives just what the whole parser gives, marks included.</summary>
public sealed class PlainReaderTests
{
    private static readonly YamlOptions Options = new() { File = "f.yaml", RefuseUnknownFunctions = true };

    private static readonly string[] Keys = ["a", "b", "vars", "'q k'", "\"d\"", "1", "0x10", "2024-01-02", "~", "true", "1.5", "a b", "-x", "<<", "key:x", "c#d", "é", "null", "a/b"];

    private static readonly string[] Values =
    [
        "", " ", " # note", "x", "two words", "-1", "- x", "-", "1e3", "0o17", "~", "null", "true", "y", ".inf", "2024-01-02", "a:b", "a: b", "a:", "#x", "x #y", "x#y", "'it''s'", "'open",
        "\"t\\ta\\\"\"", "\"\\u0041\"", "\"open", "'q' # c", "'q'#c", "'q' x", "[]", "{}", "[ ]", "[a, b]", "[a,b]", "[a, ]", "[,a]", "[a b, 'c', \"d\", 1, ~]", "[[a], {b: c}]",
        "{a: 1, b: [2, 3]}", "{a: 1, a: 2}", "{a:1}", "{ a : 1 }", "{'a': 1}", "{\"a\":1}", "{a: }", "{a}", "[a: b]", "[a:b]", "[-]", "[- a]", "[-1, -a]", "[a#b]", "[a #b]", "[a] # c", "[a]]", "[a",
        "{{ .x }}", "\"{{ .x }}\"", "a {{ .x }}", "!env HOME", "!env", "!unset", "!literal '{{ x }}'", "!append x", "!append [a]", "!terraform.output vpc '.a[0]' x", "!env \"A\" # c", "!nope x", "!!int 1",
        "&a x", "*a", "|", "|-", "|+", ">", "| # c", "|2", "? x", ": x", "%x", "@x", "`x`", "x]", "x}", "x, y", "é", "a\\b", "---", "...", "--- x", "x: y: z", "é: ü # ö", "?x", ":x", "x?", "'a': b", "'a' : b",
    ];

    private static readonly Gen<string> Line = Gen.Select(
        Gen.OneOf("", "", "  ", "  ", "    ", "   ", "      ", " "), Gen.OneOf("", "", "", "- ", "- - ", "-   "), Gen.OneOf(Keys), Gen.OneOf(":", ": ", ": ", ": ", " : ", ""), Gen.OneOf(Values),
        (indent, item, key, colon, value) => indent + item + (colon.Length == 0 ? value : key + colon + value));

    // Well-formed blocks: lines of a map or a list, those of what it holds indented or, for a list below a key, not.
    private static readonly Gen<string[]> Nested = Gen.Recursive<string[]>((depth, inner) => depth > 3
        ? Gen.OneOf(Values).Select(value => new[] { "k: " + value })
        : Gen.Select(Gen.OneOf("map", "map", "list"), Entry(inner).Array[1, 4], (kind, entries) => kind == "list"
            ? entries.SelectMany(entry => entry.Below.Length == 0 ? [$"- {entry.Value}"] : entry.Below.Select((line, i) => (i == 0 ? "- " : "  ") + line))
            : entries.SelectMany((entry, i) => entry.Below.Length == 0 ? [$"{entry.Key}{i}: {entry.Value}"] : (string[])[$"{entry.Key}{i}:{entry.Note}", .. entry.Below.Select(line => entry.Indent + line)]))
            .Select(lines => lines.ToArray()));

    private static readonly Gen<string> Block = Gen.Select(Nested, Gen.OneOf("\n", ""), (lines, end) => string.Join('\n', lines) + end);

    private static Gen<(string Key, string Value, string Note, string Indent, string[] Below)> Entry(Gen<string[]> inner) => Gen.Select(
        Gen.OneOf("a", "b c", "x/y", "1", "-k"), Gen.Frequency((6, Gen.OneOf("x", "1", "true", "'q'", "\"d\"", "[a, b]", "{a: 1}", "!env A", "x # c", "", "~", "{{ .a }}x", "|\n      l1\n\n      l2")), (1, Gen.OneOf(Values))),
        Gen.OneOf("", "", " # note", "\n", "\n    # note", "  "), Gen.OneOf("  ", "  ", "    ", ""), Gen.Frequency((3, Gen.Const(Array.Empty<string>())), (2, inner)));

    private static readonly Gen<string> Document = Gen.Select(
        Gen.OneOf("", "", "", "---\n", "# head\n\n", "--- # x\n", "%YAML 1.2\n---\n"), Gen.OneOf(Line, Line, Line, Line, Gen.OneOf("", "# note", "    # note", "   ", "text", "  text", "---", "...")).Array[1, 7], Gen.OneOf("\n", "", "\n\n", "  "),
        (head, lines, tail) => head + string.Join('\n', lines) + tail);

    [Fact]
    public void It_agrees_with_the_whole_parser()
    {
        var plain = 0;
        Gen.OneOf(Document, Block).Sample(text =>
        {
            if (IsPlain(text)) Interlocked.Increment(ref plain);
            return Agrees(text);
        }, iter: 60_000);
        Assert.InRange(plain, 12_000, 48_000);
    }

    [Fact]
    public void It_agrees_where_a_character_was_changed() => Gen.Select(Gen.OneOf(Document, Block), Gen.Int[0, 1000], Gen.OneOf(" :-#'\"[]{},|>!&*?%\n\ta\\\r\u0085é".ToCharArray()))
        .Sample((text, at, letter) => Agrees(text.Length == 0 ? "" : text.Remove(at % text.Length, 1).Insert(at % text.Length, letter.ToString())), iter: 40_000);

    [Fact]
    public void What_we_write_is_plain() => NodeGen.Map.Where(map => map.Count > 0).Sample(map =>
        PlainReader.TryRead(NodeYaml.Write(map), Options) is { } node && node.Equals(map), iter: 5_000);

    [Fact]
    public void Approved_manifests_are_mostly_plain_and_read_alike()
    {
        var texts = Cases().SelectMany(path => CaseFile.Read(path).Sections)
            .Where(section => section.Name.EndsWith(".yaml", StringComparison.Ordinal)).Select(section => section.Text).ToList();
        Assert.All(texts, text => Assert.True(Agrees(text), text));
        var plain = texts.Count(text => IsPlain(text));
        Assert.True(plain > texts.Count * 8 / 10, $"{plain} of {texts.Count}");
    }

    [Theory]
    [InlineData("a: 1\nb:\n  - x\n  -\n  - k: v\n    l:\n    - [1, {m: n}]\n")]
    [InlineData("---\n# c\nrun: |\n  if x; then\n    y\n\n  fi\nnext: |-\n  z\n")]
    [InlineData("x: !env HOME\ny: \"{{ .vars.a }}\" # why\nz: 'it''s'\n")]
    [InlineData("- - a\n  - b\n- c: 1\n")]
    public void What_manifests_are_made_of_is_plain(string text)
    {
        Assert.True(IsPlain(text));
        Assert.True(Agrees(text));
    }

    private static bool IsPlain(string text) => PlainReader.TryRead(text, Options) is not null;

    private static bool Agrees(string text) => PlainReader.TryRead(text, Options) is not { } quick || Shown(quick) == Shown(YamlReader.ReadWhole(text, Options));

    private static string Shown(Node node) => $"{node.Mark} {node.Traits} " + node switch
    {
        MapNode map => "{" + string.Join(", ", map.Select(entry => $"{entry.Key}: {Shown(entry.Value)}")) + "}",
        ListNode list => $"[{string.Join(", ", list.Select(Shown))}] {list.Appends}",
        StringNode text => $"'{text.Value}' {text.IsLiteral}",
        _ => $"{node.Kind} {node}",
    };

    // The manifests that the stacks' own tests resolve.
    private static IEnumerable<string> Cases([CallerFilePath] string here = "") =>
        Directory.EnumerateFiles(Path.GetFullPath("../../Gaia.Stacks.Tests/Cases", Path.GetDirectoryName(here)!), "*.txtar");
}
