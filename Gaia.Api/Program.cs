using Gaia.Api.Audit;
using Gaia.Api.Configurations;
using Gaia.Api.Hosting;
using Gaia.Api.Idempotency;
using Gaia.Api.OpenApi;
using Gaia.Api.Problems;
using Gaia.Api.Runs;
using Gaia.Api.Security;
using Gaia.Api.States;
using Gaia.Api.Status;
using Gaia.Api.Validation;
using Gaia.Runs;
using Gaia.ServiceDefaults.Settings;

if (MigrateCommand.IsAsked(args)) return await MigrateCommand.RunAsync(args);

var builder = WebApplication.CreateBuilder(args);
return await CheckedStart.RunAsync(builder.Configuration, () => RunAsync(builder));

static async Task<int> RunAsync(WebApplicationBuilder builder)
{
    builder.AddServiceDefaults();
    builder.AddGaiaDatabase();
    builder.AddGaiaHosting();
    builder.Services
        .AddRuns()
        .AddRunFetching()
        .AddNotedHeads()
        .AddSecurity()
        .AddProblems()
        .AddRateLimits()
        .AddIdempotency()
        .AddOpenApiDocument()
        .AddRunEndpoints()
        .AddStateEndpoints()
        .AddSingleton<KeptAnswers>()
        .AddScoped<SystemStatus>();

    var app = builder.Build();
    app.Services.DemandSettings();
    app.UseKestrelRefusals();
    app.UseProblems();
    app.UseGaiaHosting();
    app.UseRouting();
    app.UseMiddleware<PathNames>();
    app.UseRequestTimeouts();
    app.UseAuthentication();
    app.UseRateLimiter();
    app.UseAuthorization();
    app.UseMiddleware<RoleGate>();
    app.UseMiddleware<NulGate>();
    app.UseMiddleware<CharsetGate>();
    app.UseIdempotency();

    app.MapDefaultEndpoints();
    app.MapOpenApiDocument();
    app.MapApi();
    await app.RunAsync();
    return Environment.ExitCode;
}
