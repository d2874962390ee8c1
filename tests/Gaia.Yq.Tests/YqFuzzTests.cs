using CsCheck;
using Gaia.Documents.Json;
using Gaia.Documents.Nodes;

namespace Gaia.Yq.Tests;

/// <summary>Whatever the text, there is an answer or a refusal of ours: no crash, no hang.</summary>
public sealed class YqFuzzTests
{
    private static readonly Gen<string> YqPiece = Piece(
        ".", ".a", ".b[]", ".[]", "..", "[", "]", "{", "}", "(", ")", "|", ",", "//", "+", "-", "*", "/", "%", "==", "!=", "<", "=", "|=", "+=", "and", "or", "not", "\"s\"", "\"\\(.a)\"", "\"", "1", "2.5",
        "select(", "map(", "length", "keys", "to_entries", "with_entries(", "sort_by(", "join(\"-\")", "split(\"-\")", "test(\"a*\")", "as $x", "$x", "if", "then", "else", "end", "del(", "range(5)", "?", ":", ";", " ");

    private static readonly Node Document = JsonReader.Read("""{"a": 1, "b": ["x", 2, null, {"c": true}], "s": "a-b"}""");

    [Fact]
    public void Any_expression_is_answered_or_refused() => Pieces(YqPiece, 10).Sample(text => Refused(() =>
        YqExpression.Evaluate(text, Document)), iter: 6_000, threads: 1);

    private static Gen<string> Piece(params string[] pieces) => Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]);

    private static Gen<string> Pieces(Gen<string> piece, int most) => piece.List[0, most].Select(parts => string.Join(' ', parts));

    private static void Refused(Action action)
    {
        try
        {
            action();
        }
        catch (YqException)
        {
            // A refusal is an answer.
        }
    }
}
