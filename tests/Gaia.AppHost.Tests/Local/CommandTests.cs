using Gaia.AppHost.Local;

namespace Gaia.AppHost.Tests.Local;

/// <summary>What the model offers to the dashboard, without starting anything.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("gaia-commands-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("api", "apply-hello", "Running", ResourceCommandState.Enabled)]
    [InlineData("api", "apply-hello", "Starting", ResourceCommandState.Disabled)]
    [InlineData("postgres", "reset-data", "Running", ResourceCommandState.Enabled)]
    [InlineData("postgres", "reset-data", "Exited", ResourceCommandState.Disabled)]
    [InlineData("sample", "make-anew", "Finished", ResourceCommandState.Enabled)]
    [InlineData("sample", "make-anew", "Running", ResourceCommandState.Disabled)]
    public async Task A_command_is_offered_when_it_can_work(string resource, string command, string state, ResourceCommandState expected)
    {
        await using var app = await BuildAsync("Development");
        Assert.Equal(expected, Command(app, resource, command)!.UpdateState(Context(state, app)));
    }

    [Theory]
    [InlineData("postgres", "reset-data")]
    [InlineData("sample", "make-anew")]
    public async Task What_deletes_asks_first(string resource, string command)
    {
        await using var app = await BuildAsync("Development");
        Assert.NotEmpty(Command(app, resource, command)!.ConfirmationMessage!);
    }

    [Fact]
    public async Task Outside_of_Development_nothing_is_deleted_by_a_click()
    {
        await using var app = await BuildAsync("Production");
        Assert.Null(Command(app, "postgres", "reset-data"));
        Assert.Null(Command(app, "api", "apply-hello"));
        Assert.DoesNotContain(Model(app).Resources, resource => resource.Name == "sample");
    }

    [Fact]
    public async Task Passwords_are_listed_with_what_they_are()
    {
        await using var app = await BuildAsync("Development");
        var parameters = Model(app).Resources.OfType<ParameterResource>().ToList();
        Assert.Equal(["postgres-password", "redis-password"], parameters.Select(parameter => parameter.Name).Order());
        Assert.All(parameters, parameter => Assert.True(parameter is { Secret: true, Description.Length: > 0 }));
    }

    [Theory]
    [InlineData("""{"items":[]}""", null)]
    [InlineData("""{"items":[{"id":"019a","component":"hello","stack":"local","status":"applying"}]}""", "run 019a (hello in local)")]
    public void The_run_in_the_way_is_named(string page, string? run) => Assert.Equal(run, ResetData.FirstOf(page));

    private Task<DistributedApplication> BuildAsync(string environment) => DistributedApplicationTestingBuilder
        .CreateAsync<Projects.Gaia_AppHost>(["--processes", $"--data-folder={folder}", $"--environment={environment}"])
        .ContinueWith(created => created.Result.Build(), TaskScheduler.Default);

    private static DistributedApplicationModel Model(DistributedApplication app) => (DistributedApplicationModel)app.Services.GetService(typeof(DistributedApplicationModel))!;

    private static ResourceCommandAnnotation? Command(DistributedApplication app, string resource, string command) =>
        Model(app).Resources.Single(each => each.Name == resource).Annotations.OfType<ResourceCommandAnnotation>().SingleOrDefault(each => each.Name == command);

    // What runs and has no check that says otherwise is healthy.
    private static UpdateCommandStateContext Context(string state, DistributedApplication app) =>
        new() { ResourceSnapshot = new CustomResourceSnapshot { ResourceType = "x", Properties = [], State = state }, Services = app.Services };
}
