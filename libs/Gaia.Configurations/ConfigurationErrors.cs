namespace Gaia.Configurations;

public enum RefusalKind { NotFound, Conflict, Invalid, Forbidden, Unprocessable }

/// <summary>Something asked of configurations that is refused, with a code that programs may rely on.</summary>
public sealed class ConfigurationRefusedException(RefusalKind kind, string code, string message) : Exception(message)
{
    public RefusalKind Kind { get; } = kind;

    public string Code { get; } = code;
}

/// <summary>Every refusal of this library but those of an archive's contents, which are <see cref="Archives.ArchiveException"/>s.</summary>
public static class ConfigurationErrors
{
    /// <summary>The code of what may be otherwise a little later.</summary>
    public const string Unreachable = "configuration.repository-unreachable";

    public static ConfigurationRefusedException ConfigurationNotFound(ConfigurationDigest digest) => NotFound("configuration.not-found",
        $"Configuration {digest} is not stored. Upload it with PUT /v1/configurations/{digest}.");

    public static ConfigurationRefusedException BadDigest(string given) => Invalid("configuration.bad-digest",
        $"{given} is not a digest: it is sha256: and 64 lower-case hexadecimal digits.");

    public static ConfigurationRefusedException DigestMismatch(ConfigurationDigest asked, ConfigurationDigest found) => Invalid(
        "configuration.digest-mismatch", $"The archive's digest is {found}, not {asked}: it changed on its way. Send it again.");

    public static ConfigurationRefusedException TooLarge(long limit) => Invalid("configuration.too-large",
        $"The archive is larger than {limit} bytes, the limit. Leave out what the component does not need, or raise Gaia__MaxArchiveBytes.");

    public static ConfigurationRefusedException ArchivesOff() => Invalid("configuration.archives-off",
        "This server runs only what its repository holds, no uploaded archives. Push the change, then give its revision with --ref.");

    public static ConfigurationRefusedException NoRepository() => Invalid("configuration.no-repository",
        "This server has no registered repository, so --ref cannot be used. Set Gaia__Repository to its URL or path.");

    public static ConfigurationRefusedException RefNotFound(string reference, string repository, string detail) => NotFound(
        "configuration.ref-not-found", $"{repository} has no revision {reference}: {detail}");

    public static ConfigurationRefusedException BadRef(string reference, string problem) => new(RefusalKind.Unprocessable, "configuration.bad-ref",
        $"'{reference}' is not a revision: {problem}. A branch, a tag (refs/heads/NAME and refs/tags/NAME if both exist) or a commit is.");

    public static ConfigurationRefusedException AmbiguousRef(string reference, IEnumerable<string> names) => new(RefusalKind.Unprocessable,
        "configuration.ref-ambiguous", $"'{reference}' is a branch and a tag. Say which: {string.Join(" or ", names)}.");

    public static ConfigurationRefusedException RefNotAllowed(string reference, string commit, IReadOnlyList<string> allowed) => new(
        RefusalKind.Forbidden, "configuration.ref-not-allowed",
        $"'{reference}' is commit {commit}, which none of the refs that may be run here holds: {string.Join(", ", allowed)} (Gaia__Repository__AllowedRefs). Merge it there first.");

    public static ConfigurationRefusedException RepositoryUnreachable(string repository, string detail) => Conflict(
        Unreachable, $"git cannot read {repository}: {detail}");

    private static ConfigurationRefusedException NotFound(string code, string message) => new(RefusalKind.NotFound, code, message);

    private static ConfigurationRefusedException Conflict(string code, string message) => new(RefusalKind.Conflict, code, message);

    private static ConfigurationRefusedException Invalid(string code, string message) => new(RefusalKind.Invalid, code, message);
}
