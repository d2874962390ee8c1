using Gaia.Runs.Isolation;
using Gaia.Runs.Tests.Kit;
using Npgsql;

namespace Gaia.Runs.Tests.Isolation;

/// <summary>A component whose provisioner tries what a stranger might. The worker is a process of its own, as in earnest.</summary>
public sealed class CuriousRunTests(RunsPostgres postgres)
{
    private const string Component =
        """
        variable "name" {
          type = string
        }
        variable "password" {
          type = string
        }
        resource "terraform_data" "curious" {
          input = var.name
          provisioner "local-exec" {
            command = "sh curious.sh"
          }
        }
        """;

    // GOT: it has what is not its own. KEPT: it was kept from it.
    private const string Script =
        """
        try() { name=$1; shift; if sh -c "$*" >/dev/null 2>&1; then echo "GOT $name"; else echo "KEPT $name"; fi; }
        try environ-of-worker 'cat /proc/[0-9]*/environ | tr "\0" "\n" | grep ConnectionStrings__'
        try environment 'env | grep -i -e ConnectionStrings -e ^Gaia_ -e ^OTEL_ -e SECRET_OF_THE_WORKER'
        try list-of-data 'ls DATA | grep -v -e ^work -e ^plugins'
        try keys 'cat DATA/keys/key'
        try password 'cat FOLDER/secrets/worker-database-password'
        try other-run 'cat DATA/work/other/attempt/tree/main.tf'
        try own-logs 'ls ../../../../logs'
        try ssh 'cat FOLDER/home/.ssh/id'
        try write-data 'touch DATA/blobs/x'
        try write-cache 'touch DATA/plugins/x'
        try write-outside 'touch FOLDER/x /etc/x /usr/x'
        try kernel 'cat /proc/sys/kernel/core_pattern > pattern && cat pattern > /proc/sys/kernel/core_pattern'
        try kill-worker 'for each in $(grep -l Gaia.Worker.dll /proc/[0-9]*/cmdline | cut -d/ -f3 | grep -v $$); do kill -9 $each && echo killed; done | grep killed'
        try new-rights 'unshare --user --map-root-user true && mount -t tmpfs none /tmp'
        echo mine > written && grep mine written && echo WROTE
        grep allowed FOLDER/allowed/file && echo READ
        setsid nohup sleep SECONDS >/dev/null 2>&1 &
        echo THROUGH
        """;

    [Theory]
    [InlineData(RunIsolationKind.Bubblewrap, 4711)]
    [InlineData(RunIsolationKind.Account, 4712)]
    public async Task A_run_gets_at_nothing_but_its_own(RunIsolationKind kind, int seconds)
    {
        Offered.Demand(kind);
        await using var gaia = await TestGaia.StartAsync(postgres, Component, worker: false);
        File.SetUnixFileMode(gaia.Folder, File.GetUnixFileMode(gaia.Folder) | UnixFileMode.OtherExecute);
        Plant(gaia, "data/keys/key", "data/work/other/attempt/tree/main.tf", "home/.ssh/id", "data/blobs/blob", "data/plugins/README");
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(gaia.Folder, "allowed")).FullName, "file"), "allowed");
        gaia.Repository.Write("components/terraform/app/curious.sh",
            Script.Replace("DATA", gaia.DataDirectory, StringComparison.Ordinal).Replace("FOLDER", gaia.Folder, StringComparison.Ordinal).Replace("SECONDS", $"{seconds}", StringComparison.Ordinal));
        var (connection, password) = WithPasswordFile(gaia);
        await using var worker = WorkerProcess.Start(gaia, ("Gaia__Isolation", $"{kind}"), ("SECRET_OF_THE_WORKER", "x"),
            ("Gaia__RunFiles__0", Path.Combine(gaia.Folder, "allowed")), ("ConnectionStrings__gaia", connection), ("Gaia__Database__PasswordFile", password));

        var run = await gaia.UntilAsync(await gaia.QueueAsync(autoApprove: true), RunStatus.Applied);

        var log = await gaia.LogAsync(run);
        Assert.DoesNotContain("GOT", log, StringComparison.Ordinal);
        Assert.Equal(14, log.Split("KEPT ").Length - 1);
        foreach (var expected in (string[])["WROTE", "READ", "THROUGH"]) Assert.Contains(expected, log, StringComparison.Ordinal);
        Assert.True(worker.IsRunning);
        await Until.TrueAsync(() => !Directory.EnumerateDirectories("/proc").Any(process => Commands.Of(process) == $"sleep\0{seconds}\0"), "what it left behind is gone");
    }

    [Fact]
    public async Task The_same_run_gets_at_the_worker_where_nothing_isolates_it()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, Component, worker: false);
        gaia.Repository.Write("components/terraform/app/curious.sh",
            "tr '\\0' '\\n' < /proc/$(grep -l Gaia.Worker.dll /proc/[0-9]*/cmdline | head -1 | cut -d/ -f3)/environ | grep -q ConnectionStrings__ && echo GOT environ");
        await using var worker = WorkerProcess.Start(gaia, ("Gaia__Isolation", "none"));
        var run = await gaia.UntilAsync(await gaia.QueueAsync(autoApprove: true), RunStatus.Applied);
        Assert.Contains("GOT environ", await gaia.LogAsync(run), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_cannot_isolate_as_it_must_does_not_start_and_says_what_is_missing()
    {
        await using var gaia = await TestGaia.StartAsync(postgres, worker: false);
        var empty = Directory.CreateDirectory(Path.Combine(gaia.Folder, "empty")).FullName;
        await using var worker = WorkerProcess.Start(gaia, ("Gaia__Isolation", "bubblewrap"), ("PATH", empty));
        Assert.NotEqual(0, await worker.EndAsync());
        await Until.TrueAsync(() => worker.Output.Contains("Gaia__Isolation=Bubblewrap is not possible", StringComparison.Ordinal), "the reason");
        Assert.Contains("Install util-linux", worker.Output, StringComparison.Ordinal);
    }

    /// <summary>As the AppHost does it: beside the data directory, in a folder that nobody else may pass.</summary>
    private static (string Connection, string File) WithPasswordFile(TestGaia gaia)
    {
        var connection = new NpgsqlConnectionStringBuilder(gaia.Database.ConnectionStringOfWorker);
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(gaia.Folder, "secrets"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName, "worker-database-password");
        File.WriteAllText(file, connection.Password);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        connection.Password = null;
        return (connection.ConnectionString, file);
    }

    private static void Plant(TestGaia gaia, params string[] files)
    {
        foreach (var file in files.Select(name => Path.Combine(gaia.Folder, name)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, "another's");
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
