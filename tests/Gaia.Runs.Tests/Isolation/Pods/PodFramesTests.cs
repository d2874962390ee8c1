using System.Text;
using Gaia.Runs.Isolation.Pods;

namespace Gaia.Runs.Tests.Isolation.Pods;

public sealed class PodFramesTests
{
    private readonly StringBuilder output = new(), errors = new();

    private PodFrames Frames => new(bytes => output.Append(Encoding.UTF8.GetString(bytes)), bytes => errors.Append(Encoding.UTF8.GetString(bytes)));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Frames_are_read_however_they_are_cut(int piece)
    {
        var frames = Frames;
        foreach (var part in Encoding.UTF8.GetBytes("o 6\nab\nx 0h\ne 3\nbad\nx 137 oom\n".Replace("0h", "0h", StringComparison.Ordinal).Replace("bad\nx", "badx", StringComparison.Ordinal)).Chunk(piece)) frames.Add(part);
        Assert.Equal(("ab\nx 0", "bad"), ($"{output}", $"{errors}"));
        Assert.Equal((137, true), frames.Exit);
    }

    [Theory]
    [InlineData("q 1\n")]
    [InlineData("o -1\n")]
    [InlineData("x 256 \n")]
    [InlineData("x 0 none\n")]
    [InlineData("o 99999999999999999999\n")]
    [InlineData("a line that is much longer than the longest line that any script of Gaia's writes")]
    public void What_no_script_of_ours_says_is_refused(string text) => Assert.Throws<InvalidDataException>(() => Frames.Add(Encoding.UTF8.GetBytes(text)));
}
