using Gaia.Access;
using Gaia.Api.Hosting;
using Gaia.Api.OpenApi;
using Gaia.Api.Security;
using Gaia.Contracts;
using Gaia.Runs;
using Gaia.Configurations;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Role = Gaia.Access.Role;

namespace Gaia.Api.Configurations;

internal static class ConfigurationEndpoints
{
    public static void MapConfigurations(this IEndpointRouteBuilder app)
    {
        var configurations = app.MapGroup(Routes.Configurations + "/{digest}").WithTags("Configurations").NeedsSchema().Needs(Role.Viewer).Refuses("configuration.bad-digest");
        configurations.MapPut("", StoreAsync)
            .Named("configurations.store", "Store a configuration archive under its SHA-256")
            .Needs(Role.Planner)
            .Accepts<Stream>("application/gzip").Produces<ConfigurationResponse>(200).Produces<ConfigurationResponse>(201)
            .Refuses([.. ProblemCodes.OfArchive.Except(["configuration.not-found"]), "configuration.archives-off", "configuration.digest-mismatch"]);
        configurations.MapGet("", FindAsync)
            .Named("configurations.find", "Whether an archive is stored; HEAD asks the same without a body")
            .Produces<ConfigurationResponse>().Refuses("configuration.not-found");
        configurations.MapMethods("", [HttpMethods.Head], FindAsync).ExcludeFromDescription();
    }

    /// <summary>Streams the archive to its place; nothing is kept of one that is too large or not what its digest says.</summary>
    private static async Task<IResult> StoreAsync(
        string digest, HttpContext http, StoreConfiguration store, IOptions<ConfigurationsOptions> options, CancellationToken cancellationToken)
    {
        var wanted = Parse(digest);
        if (!options.Value.AllowArchives) throw ConfigurationErrors.ArchivesOff();
        if (http.Request.ContentLength > options.Value.MaxArchiveBytes) throw ConfigurationErrors.TooLarge(options.Value.MaxArchiveBytes);
        // The store counts as it reads and refuses in words; the server's own limit is for small JSON bodies.
        http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
        var (stored, created) = await store.ExecuteAsync(wanted, http.Request.Body, cancellationToken);
        return created ? TypedResults.Created(Routes.Configuration(digest), From(stored)) : TypedResults.Ok(From(stored));
    }

    private static async Task<IResult> FindAsync(string digest, FindConfiguration find, CancellationToken cancellationToken)
    {
        var wanted = Parse(digest);
        var stored = await find.ExecuteAsync(wanted, cancellationToken) ?? throw ConfigurationErrors.ConfigurationNotFound(wanted);
        return TypedResults.Ok(From(stored));
    }

    internal static ConfigurationDigest Parse(string digest) =>
        ConfigurationDigest.TryParse(digest, out var parsed) ? parsed : throw ConfigurationErrors.BadDigest(digest);

    private static ConfigurationResponse From(StoredConfiguration stored) => new(stored.Digest.Value, stored.Size, stored.CreatedAt);
}
