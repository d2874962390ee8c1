using Gaia.Configurations.Blobs;
using Gaia.Configurations.Revisions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Gaia.Configurations;

public static class ConfigurationsServices
{
    /// <summary>The operations. Wants an <see cref="IConfigurationIndex"/>.</summary>
    public static IServiceCollection AddConfigurations(this IServiceCollection services)
    {
        services.AddOptions<ConfigurationsOptions>().BindConfiguration(ConfigurationsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ConfigurationsOptions>, ConfigurationsOptionsValidator>();
        services.AddOptions<RevisionOptions>().ValidateOnStart()
            .Configure<IConfiguration>((options, configuration) => options.Read(configuration.GetSection(RevisionOptions.Section)))
            .Validate(RevisionOptions.IsConsistent, RevisionOptions.Advice)
            .Validate<IOptions<ConfigurationsOptions>>(SaysWhatMayRun, ConfigurationsOptions.NeedsRefs);
        services.AddOptions<BlobsOptions>().BindConfiguration(BlobsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<BlobsOptions>, BlobsOptionsValidator>();
        services.TryAddSingleton(BlobStore);
        services.AddSingleton<GitRepository>().AddSingleton<PackRevision>().AddSingleton<UnpackedConfigurations>();
        services.AddSingleton<StoreConfiguration>().AddSingleton<FindConfiguration>().AddSingleton<OpenConfiguration>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddHostedService<RemoveUnfinishedWrites>();
        return services;
    }

    // Whoever may push any branch could run anything, as by an archive.
    private static bool SaysWhatMayRun(RevisionOptions refs, IOptions<ConfigurationsOptions> options) =>
        options.Value.AllowArchives || string.IsNullOrEmpty(options.Value.Repository) || refs.AllowedRefs.Count > 0;

    private static IBlobStore BlobStore(IServiceProvider services)
    {
        var (blobs, time) = (services.GetRequiredService<IOptions<BlobsOptions>>(), services.GetRequiredService<TimeProvider>());
        return string.IsNullOrEmpty(blobs.Value.Bucket)
            ? new DirectoryBlobStore(services.GetRequiredService<IOptions<ConfigurationsOptions>>(), time) : new S3BlobStore(blobs, time);
    }
}
