namespace Gaia.Api.Idempotency;

/// <summary>An Idempotency-Key that cannot be used like this: 409.</summary>
internal sealed class IdempotencyException(string code, string message, int? retryAfter = null) : Exception(message)
{
    public string Code => code;

    public int? RetryAfter => retryAfter;

    public static IdempotencyException Reused(string key) => new("idempotency.key-reused",
        $"Idempotency-Key {key} was used for a different request. Use a new key for a new request.");

    public static IdempotencyException InProgress(string key) => new("idempotency.in-progress",
        $"The first call with Idempotency-Key {key} is still running. Ask again in a second.", 1);

    public static IdempotencyException ShownOnce(string key) => new("idempotency.shown-once",
        $"The call with Idempotency-Key {key} was carried out, and its answer held a secret that is shown only once. "
        + "If the answer was lost, revoke that token and create another.");
}
