using Gaia.Documents.Nodes;

namespace Gaia.Documents.Hcl;

internal sealed class HclCursor
{
    private readonly string source;
    private readonly List<HclToken> tokens;
    private readonly HclLines lines;
    private int position;

    public HclCursor(string source, string? file)
    {
        this.source = source;
        tokens = new HclLexer(source, file).Run();
        lines = new HclLines(source, file);
    }

    public HclToken Peek => tokens[position];

    public HclToken After => tokens[Math.Min(position + 1, tokens.Count - 1)];

    /// <summary>Whether the bracket ahead opens a comprehension: [for x in ...], {for k, v in ...}.</summary>
    public bool OpensComprehension
    {
        get
        {
            var inside = position + 1;
            while (inside < tokens.Count && tokens[inside].Kind == HclKind.NewLine) inside++;
            return inside < tokens.Count && tokens[inside] is { Kind: HclKind.Name, Text: "for" };
        }
    }

    public SourceMark Mark => lines.Mark(Peek.Start);

    public int Offset => Peek.Start;

    public HclToken Next() => tokens[position < tokens.Count - 1 ? position++ : position];

    public void SkipLines()
    {
        while (Peek.Kind == HclKind.NewLine) position++;
    }

    public void Expect(string symbol)
    {
        if (!Peek.Is(symbol)) throw Fail($"expected \"{symbol}\", found {Peek.Describe()}");
        Next();
    }

    public string Slice(int from, int to) => source[from..to].Trim();

    public string Unquote(HclToken token) => HclText.Unquote(token.Text, reason => FailAt(lines.Mark(token.Start), reason));

    public HclException Fail(string reason) => new(reason, Mark);

    public HclException FailAt(SourceMark mark, string reason) => new(reason, mark);
}
