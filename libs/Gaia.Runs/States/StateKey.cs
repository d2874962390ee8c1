namespace Gaia.Runs.States;

/// <summary>The id of a state: 32 lower-case hexadecimal digits made from its identity.</summary>
public readonly record struct StateKey(string Value)
{
    public static StateKey Of(string identity) => new(Contracts.StateKey.Of(identity));

    public static bool TryParse(string text, out StateKey key)
    {
        key = new StateKey(text);
        return text.Length == Contracts.StateKey.Length && text.All(char.IsAsciiHexDigitLower);
    }

    public override string ToString() => Value;
}
