using System.Globalization;

namespace Gaia.Access;

public enum AccessRefusal { NotFound, Conflict, Invalid, Forbidden }

/// <summary>A refusal of this capability, with its stable code.</summary>
/// <param name="fieldAtFault">The request's field at fault, for <see cref="AccessRefusal.Invalid"/>.</param>
public sealed class AccessException(AccessRefusal kind, string code, string message, string? fieldAtFault = null) : Exception(message)
{
    public AccessRefusal Kind => kind;

    public string Code => code;

    public string? Field => fieldAtFault;

    internal static AccessException RoleDenied(string actor, Role has, Role needs) => new(AccessRefusal.Forbidden, "access.denied",
        $"{actor} has the role {has.Word()}; this needs {needs.Word()}. Ask an admin for a token with that role.");

    internal static AccessException StackDenied(string actor, IReadOnlyList<string> globs, string stack) => new(
        AccessRefusal.Forbidden, "access.denied",
        $"{actor} reaches the stacks {string.Join(", ", globs)}; {stack} is not one of them. Ask an admin for a token that reaches it.");

    internal static AccessException OtherStackDenied(string actor, IReadOnlyList<string> globs) => new(AccessRefusal.Forbidden, "access.denied",
        $"{actor} reaches the stacks {string.Join(", ", globs)}; this is about a stack outside them as well. Ask an admin for a token that reaches it.");

    internal static AccessException GrantDenied(string actor, IReadOnlyList<string> globs, IReadOnlyList<string> wanted) => new(
        AccessRefusal.Forbidden, "access.denied",
        $"{actor} reaches the stacks {string.Join(", ", globs)}, and may manage only tokens within them; this one reaches {string.Join(", ", wanted)}. "
        + "Give its stacks, or ask an admin of all of them.");

    internal static AccessException OutlivesParent(string actor, DateTimeOffset end) => new(AccessRefusal.Forbidden, "access.denied",
        string.Create(CultureInfo.InvariantCulture, $"{actor} ends at {end.UtcDateTime:yyyy-MM-dd HH:mm} UTC, and so does every token made with it. Give fewer expiresInDays, or leave it out."));

    internal static AccessException NeedsEnd(string actor) => new(AccessRefusal.Forbidden, "access.denied",
        $"{actor} has a session that ends; a token that never does is more. Give expiresInDays.");

    internal static AccessException ParentRevoked(string actor) => new(AccessRefusal.Forbidden, "access.denied",
        $"{actor} was revoked just now; a token made with it would be revoked too.");

    internal static AccessException PartDenied(string actor, IReadOnlyList<string> globs) => new(AccessRefusal.Forbidden, "access.denied",
        $"{actor} reaches the stacks {string.Join(", ", globs)}; this is about all of them at once. Ask an admin of all stacks.");

    internal static AccessException AlreadyInitialized() => new(AccessRefusal.Conflict, "access.already-initialized",
        "This Gaia has had its first admin token already; it is made only once. Ask an admin for a token (gaia tokens create).");

    internal static AccessException InitForbidden() => new(AccessRefusal.Forbidden, "access.init-forbidden",
        "The first admin token is given to a program of the API's own account on this machine, in no sandbox or container beside it (where that is gaia: runuser -u gaia -- gaia admin init), "
        + "or to whoever sends the bootstrap secret of the server's configuration (Gaia__Access__BootstrapSecret).");

    internal static AccessException TokenNotFound(Guid id) => new(AccessRefusal.NotFound, "token.not-found",
        $"There is no token {id}. List them with gaia tokens list.");

    internal static AccessException NameTaken(string name) => new(AccessRefusal.Conflict, "token.name-taken",
        $"A token named '{name}' was not revoked yet, though it may have expired. Revoke it first, or choose another name.");

    internal static AccessException Invalid(string field, string message) => new(AccessRefusal.Invalid, "token.invalid", message, field);
}
