using Gaia.Documents.Json;
using Gaia.Documents.Nodes;
using Gaia.Documents.Writing;

namespace Gaia.Stacks.Stores;

/// <summary>Stored text is JSON where it reads as JSON, else the text itself.</summary>
internal static class StoreValue
{
    /// <summary>JSON, as Atmos stores it: a string has its quotes.</summary>
    public static string Write(Node value) => NodeJson.Write(value, 0);

    public static Node Read(string text) => JsonReader.TryRead(text, wholeNumbers: true, out var value, out _) ? value : new StringNode(text);
}
