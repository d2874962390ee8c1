namespace Gaia.Cli.Hosting;

/// <summary>What the exit status says; docs/cli.md lists the same. Terraform's own status passes through untouched.</summary>
internal static class ExitCodes
{
    public const int Ok = 0;
    public const int Failed = 1;
    // As Atmos; 2 would read as "there are changes" to whoever runs plan -detailed-exitcode.
    public const int WrongUse = 1;
    // Said only where it is asked for, as by terraform.
    public const int Changed = 2;
    public const int NotFound = 3;
    public const int Conflict = 4;
    public const int NotAuthorised = 5;
    public const int Unreachable = 6;
    // Written, but something of what was asked for is not in it.
    public const int Incomplete = 7;
    public const int Interrupted = 130;
}
