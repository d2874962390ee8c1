namespace Gaia.Api.Idempotency;

/// <param name="KeepsAnswer">False where the answer holds a secret that is shown once.</param>
internal sealed record Idempotent(bool KeepsAnswer);

internal static class IdempotencyServices
{
    public static IServiceCollection AddIdempotency(this IServiceCollection services) => services.AddSingleton<CallSession>().AddSingleton<IdempotencyStore>();

    public static IApplicationBuilder UseIdempotency(this IApplicationBuilder app) => app.UseMiddleware<IdempotencyMiddleware>();

    /// <summary>The call honours Idempotency-Key.</summary>
    public static RouteHandlerBuilder Once(this RouteHandlerBuilder builder, bool keepsAnswer = true) =>
        builder.WithMetadata(new Idempotent(keepsAnswer));
}
