using Gaia.Configurations;

namespace Gaia.Runs.Retention;

public static class RetentionErrors
{
    public static RunRefusedException Invalid(string problem) => new(RefusalKind.Invalid, "retention.invalid", problem);

    public static RunRefusedException HoldNotFound(HoldId id) => new(
        RefusalKind.NotFound, "retention.hold-not-found", $"There is no hold {id}. `gaia admin retention holds` shows those there are.");
}
