namespace Gaia.Manifests.Model;

/// <summary>That a value holds where a resource is: who has the value connects there.</summary>
/// <param name="Binding">Null: by an output or a whole connection string, so that no port is known.</param>
internal readonly record struct Use(string Resource, string? Binding);
