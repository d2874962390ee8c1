using CsCheck;

namespace Gaia.Access.Tests;

public sealed class StackGlobTests
{
    [Theory]
    [InlineData("*", "anything", true)]
    [InlineData("*", "", true)]
    [InlineData("dev-*", "dev-us-east-1-dev", true)]
    [InlineData("dev-*", "prod-dev-x", false)]
    [InlineData("*-dev", "dev-us-east-1-dev", true)]
    [InlineData("d?v", "dev", true)]
    [InlineData("d?v", "deev", false)]
    [InlineData("dev", "dev", true)]
    [InlineData("dev", "Dev", false)]
    [InlineData("a*b*c", "a-b-b-c", true)]
    [InlineData("a*b*c", "a-b-b-d", false)]
    [InlineData("", "x", false)]
    public void Matches(string glob, string stack, bool expected) => Assert.Equal(expected, StackGlob.Matches(glob, stack));

    [Theory]
    [InlineData("dev-*", true)]
    [InlineData("org/team/dev", true)]
    [InlineData("", false)]
    [InlineData("dev*;--", false)]
    [InlineData("{a,b}", false)]
    public void Only_plain_globs_are_taken(string glob, bool valid) => Assert.Equal(valid, StackGlob.IsValid(glob));

    [Fact]
    public void Agrees_with_the_plain_definition() => Gen.Select(Gen.Char["ab*?"].Array[0, 8], Gen.Char["ab"].Array[0, 8])
        .Sample((glob, stack) => StackGlob.Matches(new(glob), new(stack)) == Plain(glob, stack), iter: 20_000);

    private static bool Plain(ReadOnlySpan<char> glob, ReadOnlySpan<char> stack) => glob switch
    {
        [] => stack.IsEmpty,
        ['*', ..] => Plain(glob[1..], stack) || (!stack.IsEmpty && Plain(glob, stack[1..])),
        ['?', ..] => !stack.IsEmpty && Plain(glob[1..], stack[1..]),
        _ => !stack.IsEmpty && glob[0] == stack[0] && Plain(glob[1..], stack[1..]),
    };
}
