using System.Text;
using Gaia.Runs.States;

namespace Gaia.Runs.Tests.Kit;

/// <summary>States and their users as tests want them.</summary>
internal static class States
{
    public const string Lineage = "3f7a0b52-1111-2222-3333-444455556666";
    public const string Identity = "local:components/terraform/app/terraform.tfstate.d/test/terraform.tfstate#test";

    public static readonly StatePlace Place = new(StateKey.Of(Identity), "test", "app", Identity);

    public static StateUser Ada { get; } = Person("token:ada");

    public static StateUser Bob { get; } = Person("token:bob");

    public static StateUser Person(string actor) => new(new(actor), _ => { });

    /// <summary>A state as terraform writes it, with a sensitive output.</summary>
    public static byte[] State(long serial, string value = "plain", string lineage = Lineage, string secret = "hunter2") => Encoding.UTF8.GetBytes(
        $$"""
        {
          "version": 4,
          "terraform_version": "1.11.4",
          "serial": {{serial}},
          "lineage": "{{lineage}}",
          "outputs": {
            "name": { "value": "{{value}}", "type": "string" },
            "password": { "value": "{{secret}}", "type": "string", "sensitive": true }
          },
          "resources": [
            { "mode": "data", "type": "terraform_remote_state", "name": "d", "instances": [{}] },
            { "mode": "managed", "type": "terraform_data", "name": "a", "instances": [{}, {}] }
          ]
        }

        """);

    public static byte[] LockInfo(string id, string who = "ada@laptop") => Encoding.UTF8.GetBytes(
        $$"""{"ID":"{{id}}","Operation":"OperationTypeApply","Info":"","Who":"{{who}}","Version":"1.11.4","Created":"2026-11-27T13:24:46Z","Path":""}""");

    public static Task<StateVersion> WriteAsync(this TestGaia gaia, byte[] state, StateUser? user = null, string? lockId = null) =>
        gaia.Get<WriteState>().ExecuteAsync(Place, state, lockId, null, user ?? Ada, CancellationToken.None);

    public static Task<byte[]?> ReadAsync(this TestGaia gaia, StateUser? user = null) =>
        gaia.Get<ReadState>().ExecuteAsync(Place, user ?? Ada, CancellationToken.None);

    public static Task LockAsync(this TestGaia gaia, string id, StateUser? user = null, string who = "ada@laptop") =>
        gaia.Get<LockState>().ExecuteAsync(Place, LockInfo(id, who), user ?? Ada, CancellationToken.None);

    public static Task UnlockAsync(this TestGaia gaia, string? id, StateUser? user = null, Action<string>? demandForce = null, string? broken = null) =>
        gaia.Get<UnlockState>().ExecuteAsync(Place, id is null ? default : LockInfo(id), broken, user ?? Ada, demandForce ?? (_ => { }), CancellationToken.None);

    public static async Task<RunRefusedException> RefusedAsync(string code, Task work)
    {
        var refused = await Assert.ThrowsAnyAsync<RunRefusedException>(() => work);
        Assert.Equal(code, refused.Code);
        return refused;
    }

    public static Task<Run> MoveAsync(this TestGaia gaia, Run run, Func<Run, Run> step) =>
        gaia.Get<RunChanges>().ChangeAsync(run.Id, new(new("worker:test"), "runs.test"), step, CancellationToken.None);

    /// <summary>A run in the middle of its apply; its identity is that of <see cref="Place"/>.</summary>
    public static async Task<Run> ApplyingAsync(this TestGaia gaia)
    {
        var now = TimeProvider.System.GetUtcNow();
        var run = await gaia.QueueAsync(autoApprove: true);
        run = await gaia.MoveAsync(run, before => before.StartPlan(now));
        run = await gaia.MoveAsync(run, before => before.FinishPlan(new("sha256:" + new string('a', 64)), new(1, 0, 0, 0, 0), hasChanges: true, now));
        return await gaia.MoveAsync(run, before => before.StartApply(now));
    }

    public static async Task<StateUser> TokenAsync(this TestGaia gaia, Run run)
    {
        var secret = (await gaia.Get<RunTokens>().MintAsync(run.Id, null, CancellationToken.None)).Secret;
        return StateUser.Of((await gaia.Get<RunTokens>().FindAsync(secret, CancellationToken.None))!);
    }
}
