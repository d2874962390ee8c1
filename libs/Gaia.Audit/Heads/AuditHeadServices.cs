using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Gaia.Audit.Heads;

public static class AuditHeadServices
{
    /// <summary>Notes the head of the log outside of the database, where section Gaia:Audit says. Wants an <c>NpgsqlDataSource</c>.</summary>
    public static IServiceCollection AddAuditHeads(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<AuditHeadOptions>().BindConfiguration(AuditHeadOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IReadOnlyList<IHeadPlace>>(provider => [.. Places(provider.GetRequiredService<IOptions<AuditHeadOptions>>().Value, provider.GetRequiredService<TimeProvider>())]);
        return services.AddSingleton<NotedHeads>().AddSingleton<HeadReader>().AddHostedService<NoteHeads>();
    }

    private static IEnumerable<IHeadPlace> Places(AuditHeadOptions options, TimeProvider time)
    {
        if (!string.IsNullOrEmpty(options.HeadFile)) yield return new HeadFile(options.HeadFile);
        if (options.HeadWebhook is { } url)
            yield return new HeadWebhook(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }), url, options.HeadWebhookTokenFile, time);
    }
}
