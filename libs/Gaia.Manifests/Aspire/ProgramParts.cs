using Gaia.Documents.Nodes;

namespace Gaia.Manifests.Aspire;

/// <summary>Where a program's image comes from.</summary>
public abstract record ProgramSource;

/// <param name="Image">As written: `docker.io/library/redis:8.6`.</param>
public sealed record PublishedImage(string Image) : ProgramSource;

/// <summary>dockerfile.v0, or a container with `build`. Paths are relative to the manifest's folder.</summary>
public sealed record BuiltImage(string Context, string Dockerfile, string? Stage, IReadOnlyList<KeyValuePair<string, Expression>> Args) : ProgramSource
{
    /// <summary>Nothing runs: the image only gives files to others.</summary>
    public bool IsBuildOnly { get; init; }
}

/// <param name="Path">Of the project file, relative to the manifest's folder.</param>
public sealed record ProjectImage(string Path) : ProgramSource;

/// <param name="Scheme">http, https, tcp, redis, ...</param>
/// <param name="Transport">http, http2, tcp, udp.</param>
/// <param name="Port">What others connect to; null: the target port.</param>
/// <param name="TargetPort">What the process listens on; null: a project's default.</param>
public sealed record AspireBinding(string Name, string Scheme, string Protocol, string Transport, int? Port, int? TargetPort, bool IsExternal, SourceMark Mark);

public sealed record AspireVolume(string? Name, string Target, bool IsReadOnly, SourceMark Mark);

/// <param name="Source">Relative to the manifest's folder, or absolute.</param>
public sealed record AspireBindMount(string Source, string Target, bool IsReadOnly, SourceMark Mark);

/// <param name="Default">Null: somebody has to give it.</param>
/// <param name="Generate">How one that nobody gives is made; null: it is not.</param>
public sealed record ParameterInput(string Name, bool IsSecret, string? Default, GenerateRule? Generate);

/// <summary>Lengths count characters. An absent flag means that the kind of character is allowed.</summary>
public sealed record GenerateRule(int MinLength, bool Lower = true, bool Upper = true, bool Numeric = true, bool Special = true, int MinLower = 0, int MinUpper = 0, int MinNumeric = 0, int MinSpecial = 0);
