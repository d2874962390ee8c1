using System.Text;

namespace Gaia.Cli.Runs.View;

internal readonly record struct Piece(string Text, Ink Ink = Ink.Plain);

/// <summary>One line of text with colours; knows its width on the screen and can be cut to one.</summary>
internal sealed class Line(params IReadOnlyList<Piece> pieces)
{
    public static Line Empty { get; } = new();

    public int Width => pieces.Sum(piece => piece.Text.Length);

    public static implicit operator Line(string text) => new(new Piece(text));

    public Line Append(string text, Ink ink = Ink.Plain) => new([.. pieces, new Piece(text, ink)]);

    public Line Append(Line line) => new([.. pieces, .. line.Pieces]);

    /// <summary>Fills with spaces up to a column; at least one where the text is longer.</summary>
    public Line To(int column) => Append(new string(' ', Math.Max(1, column - Width)));

    public Line Clip(int width)
    {
        if (Width <= width) return this;
        var kept = new List<Piece>();
        var left = width - 1;
        foreach (var piece in pieces)
        {
            kept.Add(piece.Text.Length <= left ? piece : piece with { Text = piece.Text[..left] });
            left -= kept[^1].Text.Length;
            if (left == 0) break;
        }
        return new([.. kept, new Piece("…", Ink.Dim)]);
    }

    public string Render(bool colors)
    {
        var text = new StringBuilder();
        foreach (var piece in pieces)
        {
            var on = colors ? piece.Ink.On() : "";
            text.Append(on).Append(PlainText.Of(piece.Text)).Append(on.Length > 0 ? Inks.Off : "");
        }
        return text.ToString();
    }

    public override string ToString() => Render(colors: false);

    private IReadOnlyList<Piece> Pieces => pieces;
}
