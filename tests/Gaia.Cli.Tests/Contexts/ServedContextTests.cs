using Gaia.Cli.Contexts;

namespace Gaia.Cli.Tests.Contexts;

public sealed class ServedContextTests
{
    private static readonly Uri Api = new("http://localhost:8080");

    private static readonly SavedContexts Prod = SavedContexts.Empty.With(new("prod", new("https://gaia.example")));

    [Fact]
    public void The_first_is_current()
    {
        var contexts = ServedContext.Record(SavedContexts.Empty, Api);
        Assert.Equal(("local", Api), (contexts.Current, contexts.Get("local").Url));
        Assert.Equal("local is current: plan, apply and destroy go through this Gaia", ServedContext.Words(contexts, Api));
    }

    [Theory]
    [InlineData("prod", "local; prod stays current, `gaia context use local` changes that")]
    [InlineData("none", "local, not used because none was chosen; `gaia context use local` uses it")]
    public void A_choice_stays(string current, string words)
    {
        var contexts = ServedContext.Record(Prod.Use(current), Api);
        Assert.Equal((current, Api), (contexts.Current, contexts.Get("local").Url));
        Assert.Equal(words, ServedContext.Words(contexts, Api));
    }

    [Fact]
    public void What_is_right_already_is_not_written_again()
    {
        var contexts = Prod.With(new("local", new("http://127.0.0.1:8080")) { Token = "t", Stack = "dev" }).Use("local");
        Assert.Same(contexts, ServedContext.Record(contexts, Api));
    }

    [Fact]
    public void Another_port_of_this_machine_is_followed_and_its_token_is_not_sent_there()
    {
        var contexts = ServedContext.Record(Prod.With(new("local", new("http://127.0.0.1:9090")) { Token = "t", Stack = "dev" }).Use("local"), Api);
        Assert.Equal(new SavedContext("local", Api) { Stack = "dev" }, contexts.Get("local"));
        Assert.Equal(new SavedContext("local-9090", new("http://127.0.0.1:9090")) { Token = "t", Stack = "dev" }, contexts.Get("local-9090"));
    }

    [Fact]
    public void A_local_of_another_machine_is_left_alone()
    {
        var contexts = Prod.With(new("local", new("https://build.example")));
        Assert.Same(contexts, ServedContext.Record(contexts, Api));
        Assert.Equal("local is https://build.example, and is left as it is", ServedContext.Words(contexts, Api));
    }
}
