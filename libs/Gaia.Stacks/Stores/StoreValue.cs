using Gaia.Stacks.Nodes;
using Gaia.Stacks.Templates.Functions;

namespace Gaia.Stacks.Stores;

/// <summary>Stored text is JSON where it reads as JSON, else the text itself.</summary>
internal static class StoreValue
{
    public static Node Read(string text) => JsonReader.TryRead(text, wholeNumbers: true, out var value, out _) ? value : new StringNode(text);
}
