namespace Gaia.Stacks;

/// <summary>What a configuration may reach beyond its own files. The API allows nothing; a person's CLI allows all.</summary>
[Flags]
public enum OutsideAccess
{
    None = 0,
    Environment = 1,
    Exec = 2,
    RemoteFiles = 4,
    State = 8,
    Stores = 16,
    Git = 32,
    Aws = 64,
    All = Environment | Exec | RemoteFiles | State | Stores | Git | Aws,
}

internal static class OutsideAdvice
{
    /// <summary>Ends a refusal: which setting would allow it.</summary>
    public static string Of(string needed) => $"; {needed} in Gaia__Outside (of a worker) or Gaia__OutsideOnServer (of the API) allows it";
}
