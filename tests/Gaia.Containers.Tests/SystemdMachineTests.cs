namespace Gaia.Containers.Tests;

[Collection(ImagesCollection.Name)]
public sealed class SystemdMachineTests(BuiltImages images)
{
    [Fact]
    public async Task The_units_run_a_component_in_a_sandbox_and_start_again_with_all_they_knew()
    {
        Needs.Containers();
        Assert.SkipUnless(images.Engine.Program == "podman", "Only podman prepares a container for systemd.");
        await using var machine = await SystemdMachine.StartAsync(images.Engine);
        var admin = await machine.InstallAsync();
        var run = (await machine.MustAsync("gaia terraform apply hello -s local --detach", admin)).Trim();
        await machine.MustAsync($"gaia runs watch {run}", admin);
        var approver = (await machine.MustAsync("gaia tokens create ben --role approver", admin)).Trim();
        await machine.MustAsync($"gaia runs approve {run} --yes", approver);
        Assert.Contains("Runs are isolated by Bubblewrap.", await machine.MustAsync("journalctl -o cat --no-pager -u gaia-worker"), StringComparison.Ordinal);

        // The upgrade of the guide, to the same version.
        await machine.MustAsync("systemctl stop gaia-migrate");
        Assert.Equal(["inactive", "inactive", "inactive"], await StatesAsync(machine));
        await machine.MustAsync("systemctl start gaia-api gaia-worker");
        await machine.UntilHealthyAsync();
        Assert.Equal(["active", "active", "active"], await StatesAsync(machine));
        Assert.Contains("No changes", await machine.MustAsync("gaia terraform plan hello -s local", approver), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_that_fails_at_first_keeps_nobody_from_starting()
    {
        Needs.Containers();
        Assert.SkipUnless(images.Engine.Program == "podman", "Only podman prepares a container for systemd.");
        await using var machine = await SystemdMachine.StartAsync(images.Engine);
        await machine.InstallAsync();
        await machine.MustAsync("systemctl stop gaia-migrate && mv /etc/gaia/api-password /root && systemctl start --no-block gaia-api gaia-worker");
        // More often than systemd starts a unit by default.
        await machine.UntilAsync("[ $(journalctl -o cat -u gaia-migrate | grep -c 'Scheduled restart job') -ge 6 ] && echo six", "six");
        await machine.MustAsync("mv /root/api-password /etc/gaia");
        await machine.UntilHealthyAsync();
    }

    private static async Task<string[]> StatesAsync(SystemdMachine machine) =>
        (await machine.TryAsync("systemctl is-active gaia-migrate gaia-api gaia-worker")).StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
