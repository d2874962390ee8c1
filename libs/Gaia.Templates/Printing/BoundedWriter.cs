using System.Text;

namespace Gaia.Templates.Printing;

/// <summary>Text being made, with an end: nested values that share parts can print exponentially long.</summary>
internal sealed class BoundedWriter(int limit)
{
    private readonly StringBuilder text = new();

    public int Length => text.Length;

    public void Append(string value)
    {
        Require(value.Length);
        text.Append(value);
    }

    public void Append(ReadOnlySpan<char> value)
    {
        Require(value.Length);
        text.Append(value);
    }

    public void Append(char value)
    {
        Require(1);
        text.Append(value);
    }

    public override string ToString() => text.ToString();

    private void Require(int more)
    {
        if (text.Length + (long)more > limit) throw new TemplateCallException($"output longer than {limit} characters");
    }
}
