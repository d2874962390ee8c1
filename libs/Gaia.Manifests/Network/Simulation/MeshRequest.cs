namespace Gaia.Manifests.Network.Simulation;

/// <summary>What a proxy sees of a request over HTTP.</summary>
public sealed record MeshRequest(string Method, string Path);
