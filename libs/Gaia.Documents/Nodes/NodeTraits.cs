namespace Gaia.Documents.Nodes;

/// <summary>What a node holds at any depth, known when it is made, so that evaluation skips what cannot change.</summary>
[Flags]
public enum NodeTraits : byte
{
    None = 0,
    Template = 1,
    Function = 2,
    Deferred = 4,
    Append = 8,
}
