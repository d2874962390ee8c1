using CsCheck;
using Gaia.Contracts;

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

    [Theory]
    [InlineData("*", "*", true)]
    [InlineData("*", "dev-?", true)]
    [InlineData("dev-*", "dev-*-1", true)]
    [InlineData("?-*", "a-*", true)]
    [InlineData("dev-?", "dev-?", true)]
    [InlineData("dev-?", "dev-*", false)]
    [InlineData("?", "*", false)]
    [InlineData("dev", "d?v", false)]
    [InlineData("dev-*", "*", false)]
    [InlineData("*-dev", "dev-*", false)]
    [InlineData("", "", true)]
    public void What_a_glob_covers_it_matches_all_of(string outer, string inner, bool expected) => Assert.Equal(expected, StackGlob.Covers(outer, inner));

    [Fact]
    public void No_name_is_matched_by_what_is_covered_and_not_by_what_covers_it()
    {
        string[] names = ["", .. Words(1), .. Words(2), .. Words(3), .. Words(4)];
        string[] globs = ["", .. Globs(1), .. Globs(2), .. Globs(3)];
        foreach (var outer in globs)
            foreach (var inner in globs.Where(inner => StackGlob.Covers(outer, inner)))
                Assert.All(names.Where(name => StackGlob.Matches(inner, name)), name => Assert.True(StackGlob.Matches(outer, name), $"{inner} has {name}, {outer} has not"));

        static IEnumerable<string> Words(int length) => All("ab", length);
        static IEnumerable<string> Globs(int length) => All("a?*", length);
        static IEnumerable<string> All(string letters, int length) =>
            length == 0 ? [""] : All(letters, length - 1).SelectMany(word => letters.Select(letter => word + letter));
    }
}
