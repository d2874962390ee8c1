using System.Net.Sockets;
using Gaia.Access;
using Gaia.Api.Idempotency;
using Gaia.Api.Validation;
using Gaia.Configurations;
using Gaia.Configurations.Archives;
using Gaia.Configurations.Blobs;
using Gaia.Documents;
using Gaia.Runs;
using Gaia.Runs.Keys;
using Gaia.Runs.States;
using Gaia.Stacks;
using Npgsql;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace Gaia.Api.Problems;

/// <summary>The one place where an exception becomes an answer.</summary>
internal static class ProblemMapping
{
    public static Problem From(Exception exception) => exception switch
    {
        RunRefusedException refused => new(Status(refused.Kind, refused.Code), refused.Code, refused.Message),
        ConfigurationRefusedException refused => new(Status(refused.Kind, refused.Code), refused.Code, refused.Message),
        ArchiveException { Code: ArchiveCodes.TooLarge } large => new(Status413PayloadTooLarge, large.Code, large.Message),
        ArchiveException archive => new(Status422UnprocessableEntity, archive.Code, archive.Message),
        StacksNotFoundException missing => new(Status404NotFound, missing.Code, missing.Describe()) { Nearest = missing.Nearest },
        DocumentException invalid => new(Status422UnprocessableEntity, invalid.Code, invalid.Describe()),
        AccessException access => new(Status(access.Kind), access.Code, access.Message) { Errors = Errors(access) },
        RequestException { Code: "run.bad-variables" } variables => new(Status422UnprocessableEntity, variables.Code, variables.Message) { Errors = variables.Errors },
        RequestException request => new(Status400BadRequest, request.Code, request.Message) { Errors = request.Errors },
        IdempotencyException conflict => new(Status409Conflict, conflict.Code, conflict.Message) { RetryAfter = conflict.RetryAfter },
        BadHttpRequestException bad => BadRequests.From(bad),
        BlobStoreException store => Of(store),
        _ when FullDisk.Of(exception) is { } full => new(Status507InsufficientStorage, "storage.full",
            $"{full.TrimEnd('.')}. Nothing was changed. Free space on the disk of that folder of the server, or make it larger, then try again."),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } full => new(Status507InsufficientStorage, "storage.full",
            $"PostgreSQL has no space left: {full.MessageText}. Nothing was changed. Free space on its disk, or make it larger, then try again."),
        PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } =>
            new(Status400BadRequest, "request.invalid", "Something in this call holds a NUL character, which no name or text may."),
        KeysException keys => new(Status503ServiceUnavailable, "keys.unavailable", $"{keys.Message} Nothing was changed."),
        StateUnreadableException unreadable => new(Status500InternalServerError, "state.unreadable", unreadable.Message),
        _ when IsDatabaseAway(exception) => new(Status503ServiceUnavailable, "database.unavailable",
            "PostgreSQL does not answer just now. Nothing was changed; try again in a few seconds.") { RetryAfter = 2 },
        _ => new(Status500InternalServerError, "internal",
            "Something went wrong on our side. The server's log has the cause under this trace id."),
    };

    private static Problem Of(BlobStoreException store) => store.Fault switch
    {
        BlobStoreFault.Unavailable => new(Status503ServiceUnavailable, "blobs.unavailable", $"{store.Message} Nothing was changed.") { RetryAfter = 5 },
        BlobStoreFault.Forbidden => new(Status503ServiceUnavailable, "blobs.forbidden", $"{store.Message} Nothing was changed."),
        BlobStoreFault.NoBucket => new(Status503ServiceUnavailable, "blobs.no-bucket", $"{store.Message} Nothing was changed."),
        BlobStoreFault.Full => new(Status507InsufficientStorage, "storage.full", $"{store.Message} Nothing was changed."),
    };

    private static int Status(RefusalKind kind, string code) => kind switch
    {
        RefusalKind.NotFound => Status404NotFound,
        RefusalKind.Conflict => Status409Conflict,
        RefusalKind.Invalid when code is "configuration.too-large" or "state.too-large" => Status413PayloadTooLarge,
        // What the request itself gets wrong is 400; what it asks of a configuration that cannot give it is 422.
        RefusalKind.Invalid => code.StartsWith("component.", StringComparison.Ordinal) ? Status422UnprocessableEntity : Status400BadRequest,
        RefusalKind.Forbidden => Status403Forbidden,
        RefusalKind.Unprocessable => Status422UnprocessableEntity,
    };

    private static int Status(AccessRefusal kind) => kind switch
    {
        AccessRefusal.NotFound => Status404NotFound,
        AccessRefusal.Conflict => Status409Conflict,
        AccessRefusal.Invalid => Status400BadRequest,
        AccessRefusal.Forbidden => Status403Forbidden,
    };

    private static Dictionary<string, string[]>? Errors(AccessException access) =>
        access.Field is { } field ? new() { [field] = [access.Message] } : null;

    // A refused or broken connection, a server that starts, stops or has no connection left; never a fault in our SQL.
    public static bool IsDatabaseAway(Exception exception) => exception switch
    {
        PostgresException answered => answered.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown
            or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.InvalidCatalogName
            || answered.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException broken => broken.IsTransient || broken.InnerException is SocketException or IOException or TimeoutException,
        Hosting.SchemaNotReadyException => true,
        _ => false,
    };
}
