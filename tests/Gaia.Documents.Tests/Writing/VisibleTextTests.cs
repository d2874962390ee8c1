using Gaia.Documents.Writing;

namespace Gaia.Documents.Tests.Writing;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("plain ä 日本 👩‍🚀\n\ttext", "plain ä 日本 👩‍🚀\n\ttext")]
    [InlineData("\e[31mred\a", @"\u001b[31mred\u0007")]
    [InlineData("\u009b1m\0\b\u007f", @"\u009b1m\u0000\u0008\u007f")]
    [InlineData("a\u202etxt.exe\u2066b\u200e", @"a\u202etxt.exe\u2066b\u200e")]
    [InlineData("a\u2028b\ufeff\u200b", @"a\u2028b\ufeff\u200b")]
    [InlineData("pass\u00adword\u3164 \U000e0041\U000e007f", @"pass\u00adword\u3164 \U000e0041\U000e007f")]
    [InlineData("one\r\ntwo\rthree\r", "one\ntwo\\u000dthree\\u000d")]
    public void What_is_obeyed_or_unseen_is_written_out(string text, string shown) => Assert.Equal(shown, VisibleText.Of(text));
}
