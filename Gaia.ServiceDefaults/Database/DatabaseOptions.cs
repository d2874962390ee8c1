namespace Gaia.ServiceDefaults.Database;

/// <summary>Section <c>Gaia:Database</c>.</summary>
internal sealed class DatabaseOptions
{
    public const string Section = "Gaia:Database";

    /// <summary>Holds the password of the connection string's role, on one line; read anew for every connection. Default: the password is in the connection string.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>The API brings the schema up to date by itself, as its own role. For one connection string and no roles. Default false.</summary>
    public bool Migrate { get; set; }

    /// <summary>For `Gaia.Api migrate`: holds the password that gaia_api gets.</summary>
    public string? ApiPasswordFile { get; set; }

    /// <summary>In its place, where no file can be mounted.</summary>
    public string? ApiPassword { get; set; }

    /// <summary>For `Gaia.Api migrate`: holds the password that gaia_worker gets.</summary>
    public string? WorkerPasswordFile { get; set; }

    /// <summary>In its place, where no file can be mounted.</summary>
    public string? WorkerPassword { get; set; }
}
