using System.Net;
using System.Text;
using Gaia.Contracts;
using Gaia.TestPostgres;

namespace Gaia.Api.Tests.States;

/// <summary>Two terraforms, or two calls, at the same state at the same moment.</summary>
public sealed class TwoWritersTests(SharedApi shared) : IClassFixture<SharedApi>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_applies_at_once_wait_for_each_other_and_lose_nothing()
    {
        var api = await shared.ProductionAsync();
        using var ana = await Backend.AsAsync(api, Role.Operator);
        using var bob = await Backend.AsAsync(api, Role.Operator, ana.Identity);
        using var first = await ReadyAsync(api, ana, Both);
        using var second = await ReadyAsync(api, bob, Both);

        await Task.WhenAll(
            first.RunAsync(true, "apply", "-auto-approve", "-target=terraform_data.a", "-lock-timeout=60s"),
            second.RunAsync(true, "apply", "-auto-approve", "-target=terraform_data.b", "-lock-timeout=60s"));

        Assert.Contains("No changes", await first.RunAsync(true, "plan"));
        await OkAsync(ana.LockAsync("free"));
    }

    [Fact]
    public async Task Who_does_not_wait_is_told_the_holder()
    {
        var api = await shared.ProductionAsync();
        using var ana = await Backend.AsAsync(api, Role.Operator);
        using var bob = await Backend.AsAsync(api, Role.Operator, ana.Identity);
        using var first = await ReadyAsync(api, ana, """
            terraform {
              backend "http" {}
            }
            resource "terraform_data" "a" {
              provisioner "local-exec" {
                command = "touch begun; while [ ! -e go ]; do sleep 0.05; done"
              }
            }
            """);
        using var second = await ReadyAsync(api, bob, Both);

        var applying = first.RunAsync(true, "apply", "-auto-approve");
        await Until.TrueAsync(() => first.Has("begun"), "the first has begun", seconds: 60);
        var refused = await second.RunAsync(false, "apply", "-auto-approve");
        first.Write("go", "");

        Assert.Matches("already locked: ID=[0-9a-f-]{36}, held by .*@.* \\(token:Operator-", refused);
        Assert.Contains("1 added", await applying);
    }

    [Fact]
    public async Task Of_two_pushes_with_the_same_serial_one_wins()
    {
        var api = await shared.ProductionAsync();
        using var ana = await Backend.AsAsync(api, Role.Operator);
        using var bob = await Backend.AsAsync(api, Role.Operator, ana.Identity);
        using var first = await ReadyAsync(api, ana, Both);
        using var second = await ReadyAsync(api, bob, Both);
        await OkAsync(ana.PostAsync(Backend.State(1)));
        for (var serial = 10; serial <= 50; serial += 10)
        {
            first.Write("next.tfstate", Encoding.UTF8.GetString(Backend.State(serial, "ana's")));
            second.Write("next.tfstate", Encoding.UTF8.GetString(Backend.State(serial, "bob's")));
            var both = await Task.WhenAll(
                first.TryAsync("state", "push", "-lock=false", "next.tfstate"), second.TryAsync("state", "push", "-lock=false", "next.tfstate"));
            Assert.Single(both, one => one.Code == 0);
            Assert.Contains(both[0].Code == 0 ? "ana's" : "bob's", await ContentAsync(ana));
            // Refused by Gaia where both read before either wrote, else by terraform, which saw the other's.
            Assert.Matches("409|serial", both.Single(one => one.Code != 0).Said);
        }
    }

    [Fact]
    public async Task Of_many_writes_with_the_same_serial_one_wins_and_the_others_are_told()
    {
        using var backend = await Backend.AsAsync(await shared.ProductionAsync(), Role.Operator);
        await OkAsync(backend.PostAsync(Backend.State(1)));

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(writer => backend.PostAsync(Backend.State(2, $"writer {writer}"))));

        var winner = Array.FindIndex(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        foreach (var refused in answers.Where((_, writer) => writer != winner))
            await Task.FromResult(refused).ProblemAsync(409, "state.serial");
        Assert.Equal(Encoding.UTF8.GetString(Backend.State(2, $"writer {winner}")), await ContentAsync(backend));
    }

    [Fact]
    public async Task A_state_that_was_cut_on_its_way_changes_nothing()
    {
        using var backend = await Backend.AsAsync(await shared.ProductionAsync(), Role.Operator);
        await OkAsync(backend.PostAsync(Backend.State(1)));
        var whole = Backend.State(2);

        for (var length = 0; length < whole.Length; length += 7)
            Assert.Contains("not a Terraform state", (await backend.PostAsync(whole[..length]).ProblemAsync(422, "state.not-a-state")).Detail);
        // Cut after its sender had counted: without the check of the digest a shorter body could still be JSON.
        await backend.PostAsync(whole, md5: Convert.ToBase64String(System.Security.Cryptography.MD5.HashData([.. whole, (byte)'\n']))).ProblemAsync(400, "state.digest");

        Assert.Equal(Encoding.UTF8.GetString(Backend.State(1)), await ContentAsync(backend));
    }

    private const string Both = """
        terraform {
          backend "http" {}
        }
        resource "terraform_data" "a" {}
        resource "terraform_data" "b" {}
        """;

    private static async Task<RealTerraform> ReadyAsync(GaiaApi api, Backend backend, string code)
    {
        using var http = api.CreateClient();
        var terraform = new RealTerraform(http.BaseAddress!, backend);
        terraform.Write("main.tf", code);
        await terraform.RunAsync(true, "init");
        return terraform;
    }

    private static async Task<string> ContentAsync(Backend backend)
    {
        using var answer = await backend.GetAsync();
        return await answer.Content.ReadAsStringAsync(Stop);
    }

    private static async Task OkAsync(Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync(Stop)}");
    }
}
