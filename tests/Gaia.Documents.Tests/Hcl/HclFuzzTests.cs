using CsCheck;
using Gaia.Documents.Hcl;

namespace Gaia.Documents.Tests.Hcl;

/// <summary>Whatever the text, there is an answer or a refusal of ours: no crash, no hang.</summary>
public sealed class HclFuzzTests
{
    private static readonly Gen<string> HclPiece = Piece(
        "a", "=", "{", "}", "[", "]", "\"s\"", "\"", "<<EOT", "EOT", "\n", "1", "-", "true", "null", ",", "#", "//", "/*", "*/", "${", "for", "(", ")", ".", " ", ":", "?");

    [Fact]
    public void Any_text_is_read_or_refused() => Pieces(HclPiece, 14).Sample(text =>
    {
        Refused(() => HclFile.Parse(text));
        Refused(() => HclFile.ParseLoosely(text));
    }, iter: 5_000, threads: 1);

    private static Gen<string> Piece(params string[] pieces) => Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]);

    private static Gen<string> Pieces(Gen<string> piece, int most) => piece.List[0, most].Select(parts => string.Join(' ', parts));

    private static void Refused(Action action)
    {
        try
        {
            action();
        }
        catch (HclException)
        {
            // A refusal is an answer.
        }
    }
}
