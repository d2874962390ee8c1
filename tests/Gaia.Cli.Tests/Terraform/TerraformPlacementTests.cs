using Gaia.Cli.Contexts;
using Gaia.Cli.Hosting;
using Gaia.Cli.Terraform;
using Gaia.Terraform;

namespace Gaia.Cli.Tests.Terraform;

public sealed class TerraformPlacementTests
{
    private static readonly Uri Url = new("http://localhost:8080");
    private static readonly ActiveContext Local = new(ContextSource.Current, true, Url) { Saved = new("local", Url) };
    private static readonly ActiveContext Nothing = new(ContextSource.Nothing, false, Url);
    private static readonly TerraformMode InPlaceMode = new(TerraformPlace.InPlace, "GAIA_MODE");
    private static readonly TerraformMode ApiMode = new(TerraformPlace.Api, "settings.gaia.mode");
    private static readonly PlaceQuestion Plan = new(TerraformVerb.All.Single(verb => verb.Words == "plan"), Local);
    private const string States = ", states at http://localhost:8080 (context local)";
    private static readonly PlaceQuestion Alone = Plan with { Context = Nothing };

    [Fact]
    public void A_context_means_the_api_and_none_means_in_place()
    {
        Assert.Equal("through http://localhost:8080 (context local)", Words(Plan));
        Assert.Equal("in place (no context)", Words(Alone));
        Assert.Equal("in place (context none)", Words(Plan with { Context = new(ContextSource.Current, false, Url) }));
        Assert.Equal("through http://localhost:8080 (GAIA_URL)", Words(Plan with { Context = new(ContextSource.Url, true, Url) }));
        Assert.Equal("through http://localhost:8080 (served here)", Words(Plan with { Context = new(ContextSource.Served, true, Url) }));
    }

    [Fact]
    public void Local_remote_flags_environment_and_settings_in_that_order()
    {
        Assert.Equal($"in place (--local){States}", Words(Plan with { Local = true, Mode = ApiMode }));
        Assert.Equal(TerraformPlace.Api, TerraformPlacement.Decide(Plan with { Remote = true, Mode = InPlaceMode, AtmosOnlyFlag = true }).Place);
        Assert.Equal($"in place (an option of this command needs it){States}", Words(Plan with { AtmosOnlyFlag = true, Mode = ApiMode }));
        Assert.Equal($"in place (ATMOS_COMPONENTS_TERRAFORM_COMMAND){States}", Words(Plan with { CommandFromEnvironment = true }));
        Assert.Equal($"in place (GAIA_MODE=local){States}", Words(Plan with { Mode = InPlaceMode }));
        Assert.Equal(TerraformPlace.Api, TerraformPlacement.Decide(Plan with { Mode = ApiMode }).Place);
    }

    [Fact]
    public void In_place_with_a_context_of_ones_choice_its_states_are_used() => Assert.Equal($"in place (--local){States}",
        Words(Plan with { Local = true, Context = Local with { Source = ContextSource.Option } }));

    [Fact]
    public void A_context_named_on_the_command_line_comes_before_the_mode() =>
        Assert.Equal("through http://localhost:8080 (context local)", Words(Plan with { Context = Local with { Source = ContextSource.Option }, Mode = InPlaceMode }));

    [Fact]
    public void Contradictions_are_refused_by_name()
    {
        Assert.Equal("--local and --remote contradict each other.", Refusal(Plan with { Local = true, Remote = true }));
        Assert.Equal("--remote and --context none contradict each other.", Refusal(Plan with { Remote = true, Context = Nothing with { Source = ContextSource.Option } }));
    }

    [Fact]
    public void The_api_without_a_context_is_refused_and_who_wants_it_is_said()
    {
        Assert.Equal("--remote needs a context, and none is chosen.", Refusal(Alone with { Remote = true }));
        Assert.Equal("settings.gaia.mode: remote needs a context, and none is chosen.", Refusal(Alone with { Mode = ApiMode }));
        Assert.Contains("`gaia context set NAME --url URL`", Assert.Throws<CliException>(() => TerraformPlacement.Decide(Alone with { Remote = true })).Hints[0]);
    }

    [Fact]
    public void Only_plan_apply_destroy_and_deploy_can_leave_this_machine() =>
        Assert.Equal(["plan", "apply", "destroy", "deploy"], TerraformVerb.All
            .Where(verb => TerraformPlacement.Decide(new PlaceQuestion(verb, Local) { Remote = true }).Place == TerraformPlace.Api).Select(verb => verb.Words));

    private static string Words(PlaceQuestion question) => TerraformPlacement.Decide(question).Words(question.Context);

    private static string Refusal(PlaceQuestion question) => Assert.Throws<CliException>(() => TerraformPlacement.Decide(question)).Message;
}
