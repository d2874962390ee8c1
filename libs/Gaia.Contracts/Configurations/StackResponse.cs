using System.Text.Json;

namespace Gaia.Contracts;

/// <param name="File">Manifest that defines the stack, relative to the stacks folder, without extension.</param>
public sealed record StackResponse(string Name, string File, IReadOnlyList<string> Components);

/// <summary>A component in a stack. <paramref name="Folder"/> is the Terraform component it instantiates.</summary>
public sealed record ComponentResponse(
    string Component, string Stack, string Type, string? Folder, string? Workspace, bool Abstract, bool Enabled, bool Locked);

/// <param name="Sections">The resolved sections (vars, settings, env, backend, ...), as <c>describe component</c> prints them.</param>
public sealed record ComponentDetailResponse(string Component, string Stack, string Type, JsonElement Sections);

/// <param name="Reasons">What changed between the two configurations: <c>stack.vars</c>, <c>component</c>, ...</param>
/// <param name="Details">The whole entry, as <c>describe affected</c> prints it.</param>
public sealed record AffectedResponse(string Component, string Stack, string Type, IReadOnlyList<string> Reasons, JsonElement? Details = null);

/// <summary>Component instances and the arrows of <c>depends_on</c> between them.</summary>
public sealed record GraphResponse(IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges);

/// <param name="Id"><c>stack/component</c>.</param>
public sealed record GraphNode(string Id, string Component, string Stack);

/// <summary><paramref name="From"/> depends on <paramref name="To"/>.</summary>
public sealed record GraphEdge(string From, string To);
