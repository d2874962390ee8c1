using Gaia.Cli.Processes;

namespace Gaia.Cli.Tests.Processes;

public sealed class ShellWordsTests
{
    [Theory]
    [InlineData("a  b", "a|b")]
    [InlineData("--query '.a == \"b c\"' -s x", "--query|.a == \"b c\"|-s|x")]
    [InlineData("-var=\"k=v w\" ''", "-var=k=v w|")]
    [InlineData("a\\ b \"c\\\"d\" \"e\\f\"", "a b|c\"d|e\\f")]
    [InlineData("unclosed 'quote here", "unclosed|'quote|here")]
    public void Words_are_split_as_a_shell_does(string line, string words) => Assert.Equal(words, string.Join('|', ShellWords.Split(line)));

    [Theory]
    [InlineData("plain-1.2/x=y", "plain-1.2/x=y")]
    [InlineData("it's $HOME", "'it'\\''s $HOME'")]
    [InlineData("", "''")]
    public void Words_are_quoted_only_where_they_must(string word, string quoted) => Assert.Equal(quoted, ShellWords.Quote(word));
}
