using Gaia.Manifests.Model;
using Gaia.Manifests.Settings;
using Gaia.Manifests.Writing;

namespace Gaia.Manifests.Tests.Writing;

public sealed class NotPublishedListTests
{
    private static readonly NotPublished Tool = new("tool", "executable.v0", "It is a program of this machine", IsLoss: true);
    private static readonly NotPublished Hosts = new("api.bindings.http", "http", "It has no host", IsLoss: false);

    [Fact]
    public void Each_line_names_its_environments()
    {
        var text = NotPublishedList.Write(new(Environment("base", Tool, Hosts), [Environment("dev", Tool, Hosts), Environment("prod", Tool)]))!.Text;
        Assert.Contains("| `tool` | `executable.v0` | all | It is a program of this machine |", text, StringComparison.Ordinal);
        Assert.Contains("| `api.bindings.http` | `http` | dev | It has no host |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_every_environment_has_mended_is_not_told()
    {
        var published = new Published(Environment("base", Hosts, Tool), [Environment("prod")]);
        Assert.Null(NotPublishedList.Write(published));
        Assert.Empty(NotPublishedList.Of(published));
    }

    [Fact]
    public void Without_environments_the_common_level_is_what_is_deployed() =>
        Assert.Contains("| `api.bindings.http` | `http` | base | It has no host |", NotPublishedList.Write(new(Environment("base", Hosts), []))!.Text, StringComparison.Ordinal);

    private static PublishedEnvironment Environment(string name, params NotPublished[] notes) =>
        new(name, new AppModel(new EnvironmentSettings("shop", name, "shop"), [], [], [], [], [], [], notes, []), []);
}
