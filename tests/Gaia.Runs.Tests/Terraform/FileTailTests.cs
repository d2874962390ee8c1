using Gaia.Runs.Terraform;

namespace Gaia.Runs.Tests.Terraform;

public sealed class FileTailTests : IDisposable
{
    private readonly string path = Path.Combine(Directory.CreateTempSubdirectory("gaia-tail-").FullName, "apply.out");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

    [Fact]
    public void A_file_that_is_cut_off_is_read_from_its_beginning_and_the_log_says_so()
    {
        List<string> lines = [];
        File.WriteAllText(path, "one\ntwo\nhalf");
        using var tail = new FileTail(path, lines.Add);
        tail.Advance();
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write)) file.SetLength(0);
        File.AppendAllText(path, "3\n");
        tail.Advance();
        File.AppendAllText(path, "four");
        tail.Finish();
        Assert.Equal(["one", "two", "half", "Something in the run cut off the file of this output; what was read before stays in the log.", "3", "four"], lines);
    }
}
