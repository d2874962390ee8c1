namespace Gaia.Stacks.Components;

/// <param name="Component">Name of the instance that must come first.</param>
/// <param name="Stack">Its stack.</param>
/// <param name="Type">Its component type.</param>
public sealed record ComponentDependency(string Component, string Stack, string Type);
