using System.Diagnostics;
using Gaia.Runs.Execution;
using Gaia.Runs.Terraform;
using Gaia.TestProcesses;

namespace Gaia.Runs.Tests.Execution;

/// <summary>What a run may leave in the place of errored.tfstate, and the reserve that lies there until terraform needs it.</summary>
public sealed class ErroredStateTests : IDisposable
{
    private const int Limit = 1 << 20;
    private readonly TestFolder folder = TestFolder.Create("errored");
    private readonly WorkDirectory work;

    public ErroredStateTests()
    {
        work = WorkDirectory.At(Path.Combine(folder.Path, "attempt"));
        Directory.CreateDirectory(Component);
    }

    private string Component => Path.Combine(work.Tree, "components/app");

    private string Errored => Path.Combine(Component, "errored.tfstate");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_terraform_wrote_is_read()
    {
        Assert.Null(Find());
        File.WriteAllText(Errored, "{}");
        Assert.Equal("{}"u8.ToArray(), Find()!.Bytes);
    }

    [Fact]
    public void A_link_is_not_followed()
    {
        var secret = Path.Combine(folder.Path, "secret");
        File.WriteAllText(secret, "another's");
        File.CreateSymbolicLink(Errored, secret);
        Assert.Equal((null, "is a link"), (Find()!.Bytes, Find()!.Refusal));
        File.Delete(Errored);
        File.CreateSymbolicLink(Errored, "/nowhere");
        Assert.Equal("is a link", Find()!.Refusal);
    }

    [Fact]
    public void A_folder_that_became_a_link_is_not_followed()
    {
        var outside = Directory.CreateDirectory(Path.Combine(folder.Path, "outside")).FullName;
        File.WriteAllText(Path.Combine(outside, "errored.tfstate"), "another's");
        Directory.Delete(Component);
        File.CreateSymbolicLink(Component, outside);
        Assert.Equal((null, "lies behind a link that leads out of the run's folder"), (Find()!.Bytes, Find()!.Refusal));
    }

    [Fact]
    public void A_FIFO_keeps_nobody_waiting_and_a_folder_nobody_reading()
    {
        using (var made = Process.Start("mkfifo", [Errored])) made.WaitForExit();
        Assert.Equal("is a FIFO, a device or a socket", Find()!.Refusal);
        File.Delete(Errored);
        Directory.CreateDirectory(Errored);
        Assert.Equal("is a folder", Find()!.Refusal);
    }

    [Fact]
    public void A_file_that_is_larger_than_a_state_may_be_is_left_alone()
    {
        using (var file = File.Create(Errored)) file.SetLength(1L << 40);
        Assert.Null(Find()!.Bytes);
        Assert.Contains("Gaia__MaxStateBytes", Find()!.Refusal);
        Assert.True(File.Exists(Errored));
    }

    [Fact]
    public void A_reserve_that_nobody_touched_goes_and_one_that_was_emptied_tells()
    {
        Assert.True(StateReserve.Take(Errored, Limit));
        Assert.Equal(0, new FileInfo(Errored).Length);
        Assert.Null(Find());
        Assert.False(File.Exists(Errored));

        StateReserve.Take(Errored, Limit);
        using (var file = new FileStream(Errored, FileMode.Open, FileAccess.ReadWrite)) file.SetLength(0);
        File.SetLastWriteTimeUtc(Errored, TimeProvider.System.GetUtcNow().UtcDateTime); // as ftruncate does, which .NET spares itself here
        Assert.Empty(Find()!.Bytes!);
    }

    [Fact]
    public void The_reserve_takes_the_place_of_what_the_configuration_brought()
    {
        File.WriteAllText(Errored, "forged");
        StateReserve.Take(Errored, Limit);
        Assert.Null(Find());
        Directory.CreateDirectory(Errored);
        StateReserve.Take(Errored, 0);
        Assert.False(Path.Exists(Errored));
    }

    [Fact]
    public void What_is_reserved_nobody_else_can_have()
    {
        var (disk, reason) = SmallDisk.TryMount(8);
        Assert.SkipWhen(disk is null, reason);
        using (disk)
        {
            var file = Path.Combine(disk!.Path, "errored.tfstate");
            Assert.True(StateReserve.Take(file, 4 << 20));
            disk.Fill();
            using (var errored = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, 0))
            {
                errored.SetLength(0);
                errored.Write(new byte[4 << 20]);
            }
            Assert.Equal(4 << 20, new FileInfo(file).Length);
            File.Delete(file);
            disk.Fill();
            Assert.Contains("No space left", Assert.Throws<IOException>(() => StateReserve.Take(file, 4 << 20)).Message);
            Assert.False(File.Exists(file));
        }
    }

    private ErroredState? Find() => ErroredState.Find(work, Component, Limit);
}
