using Gaia.Cli.Terraform;
using Gaia.Terraform;

namespace Gaia.Cli.Tests.Terraform;

public sealed class TerraformPlacementTests
{
    private static readonly PlaceQuestion Plan = new(TerraformVerb.All.Single(verb => verb.Words == "plan"));

    [Fact]
    public void The_api_unless_something_says_here() => Assert.Equal(TerraformPlace.Api, TerraformPlacement.Decide(Plan));

    [Fact]
    public void Local_remote_flags_environment_and_settings_in_that_order()
    {
        Assert.Equal(TerraformPlace.InPlace, TerraformPlacement.Decide(Plan with { Local = true, Remote = true }));
        Assert.Equal(TerraformPlace.Api, TerraformPlacement.Decide(Plan with { Remote = true, Mode = "local", AtmosOnlyFlag = true }));
        Assert.Equal(TerraformPlace.InPlace, TerraformPlacement.Decide(Plan with { AtmosOnlyFlag = true }));
        Assert.Equal(TerraformPlace.InPlace, TerraformPlacement.Decide(Plan with { CommandFromEnvironment = true }));
        Assert.Equal(TerraformPlace.InPlace, TerraformPlacement.Decide(Plan with { Mode = "local" }));
        Assert.Equal(TerraformPlace.Api, TerraformPlacement.Decide(Plan with { Mode = "remote" }));
    }

    [Fact]
    public void Only_plan_apply_and_destroy_can_leave_this_machine() =>
        Assert.Equal(["plan", "apply", "destroy"], TerraformVerb.All
            .Where(verb => TerraformPlacement.Decide(new PlaceQuestion(verb) { Remote = true }) == TerraformPlace.Api).Select(verb => verb.Words));
}
