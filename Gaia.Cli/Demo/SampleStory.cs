using Gaia.Contracts;
using static Gaia.Contracts.RunOperation;

namespace Gaia.Cli.Demo;

/// <summary>
/// What happened to the tenant acme, in order. Its components are Terraform's own terraform_data, which cannot change
/// outside of Terraform; so the drift is that of a component whose upstream was changed: the api in prod reads the
/// network's subnets from its state, the network gets a third zone, and the next plan of the untouched api has changes.
/// </summary>
internal static class SampleStory
{
    public const string Tenant = "acme";

    private const string Dev = "acme-dev";
    private const string Prod = "acme-prod";

    public static IReadOnlyList<string> Stacks { get; } = [Dev, Prod];

    public static IReadOnlyList<SampleStep> Steps { get; } =
    [
        new("network", Dev, Apply, "01-first", SampleEnd.Applied, "Network for the first environment"),
        new("database", Dev, Apply, "01-first", SampleEnd.Applied, "Database for the api"),
        new("api", Dev, Apply, "01-first", SampleEnd.Applied, "First release in dev: 1.4.0"),
        new("api-preview", Dev, Apply, "02-preview", SampleEnd.Applied, "Preview of 1.5.0 for the product team"),
        new("api-preview", Dev, Destroy, "02-preview", SampleEnd.Applied, "The preview is no longer needed"),
        new("api", Dev, Plan, "02-preview", SampleEnd.Planned, "Is dev as it was applied?") { By = SamplePerson.Nightly },
        new("network", Prod, Apply, "01-first", SampleEnd.Applied, "Network for prod"),
        new("database", Prod, Apply, "01-first", SampleEnd.Failed, "Database for prod"),
        new("database", Prod, Apply, "03-backups", SampleEnd.Applied, "Database for prod, backups kept for 14 days"),
        new("api", Prod, Apply, "03-backups", SampleEnd.Applied, "First release in prod: 1.4.0"),
        new("api", Dev, Apply, "04-slow-migration", SampleEnd.Canceled, "Release 1.5.0 in dev") { CanceledAt = "terraform_data.migration" },
        new("api", Dev, Apply, null, SampleEnd.Applied, "Release 1.5.0 in dev, migration in batches"),
        new("database", Prod, Plan, "05-larger-database", SampleEnd.Discarded, "What would 500 GB change?") { Reason = "Not before the next budget" },
        new("network", Prod, Apply, "06-third-zone", SampleEnd.Applied, "A third zone for prod"),
        new("api", Prod, Plan, "06-third-zone", SampleEnd.Planned, "Is prod as it was applied?") { By = SamplePerson.Nightly },
        new("api", Prod, Apply, null, SampleEnd.Waiting, "Release 1.5.0 in prod, and into the third zone"),
    ];
}
