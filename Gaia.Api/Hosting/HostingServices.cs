using Gaia.Api.Problems;
using Gaia.Api.Validation;
using Gaia.Contracts;
using Gaia.Runs.Disks;
using Gaia.Runs.Events;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gaia.Api.Hosting;

internal static class HostingServices
{
    private const long LargestBody = 1 << 20;

    public static WebApplicationBuilder AddGaiaHosting(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && string.IsNullOrEmpty(builder.Configuration["http_ports"]))
            builder.WebHost.UseUrls("http://127.0.0.1:8080");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Use(next => connection => KestrelRefusals.TellAsync(connection, next)));
        });
        if (!string.IsNullOrEmpty(builder.Configuration.GetConnectionString("redis")))
        {
            builder.AddRedisClient("redis", redis => redis.DisableHealthChecks = true); // Aspire's takes its absence for the service's own
            builder.Services.AddHealthChecks().AddCheck<SignalsHealth>(SignalsHealth.Name);
        }
        builder.Services.AddRequestTimeouts();
        builder.Services.AddSingleton<SchemaGate>();
        builder.Services.AddHostedService(services => services.GetRequiredService<SchemaGate>());
        builder.Services.AddHealthChecks().AddCheck<SchemaGate>("schema").AddCheck<StorageHealth>(StorageHealth.Name);
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ContractsJson.Default);
            json.SerializerOptions.Converters.Add(new WireText());
            json.SerializerOptions.DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull;
            json.SerializerOptions.Encoder = ApiJson.Encoder;
            json.SerializerOptions.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict;
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
            // A misspelt autoApprove must not be taken for its default.
            json.SerializerOptions.UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow;
        });
        return builder;
    }

    public static WebApplication UseGaiaHosting(this WebApplication app)
    {
        app.Use((http, next) =>
        {
            http.Response.Headers.XContentTypeOptions = "nosniff";
            if (http.Request.Path.StartsWithSegments(Routes.Version)) http.Response.Headers.CacheControl = "no-store";
            return next(http);
        });
        return app;
    }

    /// <summary>For every call that needs the database: refused until its schema is there.</summary>
    public static TBuilder NeedsSchema<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.AddEndpointFilter((context, next) =>
        {
            context.HttpContext.RequestServices.GetRequiredService<SchemaGate>().Demand();
            return next(context);
        });
}
