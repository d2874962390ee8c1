using Gaia.Contracts;

namespace Gaia.Access.Tokens;

/// <param name="Stacks">Globs; null or empty means all.</param>
/// <param name="ExpiresInDays">1 to 366; null never expires, or with the token that makes it.</param>
public sealed record TokenRequest(string Name, Role Role, IReadOnlyList<string>? Stacks = null, int? ExpiresInDays = null)
{
    public Token Grant(string by, DateTimeOffset now)
    {
        Validate();
        var expires = ExpiresInDays is { } days ? now.AddDays(days) : (DateTimeOffset?)null;
        return new(TokenId.New(), Name, Role, Stacks is null or [] ? ["*"] : Stacks, now, by, expires, null, null);
    }

    private void Validate()
    {
        if (Guid.TryParse(Name, out _)) throw AccessException.Invalid("name", "A token's name cannot be an id, which names another token.");
        if (Name.Length is 0 or > 100 || Name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.' or '@')))
            throw AccessException.Invalid("name", "A token's name has 1 to 100 letters, digits, '-', '_', '.' or '@'.");
        if (ExpiresInDays is < 1 or > 366)
            throw AccessException.Invalid("expiresInDays", $"expiresInDays is {ExpiresInDays}; give 1 to 366, or leave it out for a token that does not expire.");
        if (Stacks?.Any(glob => glob is null) is true) throw AccessException.Invalid("stacks", "stacks holds a null; give globs of stack names.");
        if (Stacks?.FirstOrDefault(glob => !StackGlob.IsValid(glob)) is { } bad)
            throw AccessException.Invalid("stacks", $"'{bad}' is not a glob of stack names: letters, digits, '-', '_', '.', '/', with * and ?.");
    }
}
