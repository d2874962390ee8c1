namespace Gaia.ServiceDefaults.Database;

/// <summary>The passwords that API and worker get.</summary>
/// <param name="Api">Null: the role keeps the one it has.</param>
/// <param name="Worker">Likewise.</param>
public sealed record RolePasswords(string? Api, string? Worker)
{
    internal string? Of(string role) => role switch
    {
        DatabaseRoles.Api => Api,
        DatabaseRoles.Worker => Worker,
        _ => null,
    };

    internal static RolePasswords Of(DatabaseOptions options) => new(
        Of(options.ApiPasswordFile, "Gaia__Database__ApiPasswordFile", options.ApiPassword, "Gaia__Database__ApiPassword"),
        Of(options.WorkerPasswordFile, "Gaia__Database__WorkerPasswordFile", options.WorkerPassword, "Gaia__Database__WorkerPassword"));

    private static string? Of(string? file, string fileSetting, string? given, string setting)
    {
        var password = string.IsNullOrEmpty(file) ? given : PasswordFile.Read(file, fileSetting);
        if (string.IsNullOrEmpty(password)) return null;
        return ScramVerifier.Takes(password) ? password
            : throw new RoleSetupException($"{(string.IsNullOrEmpty(file) ? setting : fileSetting)} holds a password with other characters than visible ASCII ones. Choose one without.");
    }
}
