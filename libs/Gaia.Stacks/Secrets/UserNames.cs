using System.Text.RegularExpressions;

namespace Gaia.Stacks.Secrets;

/// <summary>Tells a user's name in an address from a token in its place: git, oauth2, gaia_app, ada@example.org; not ghp_16C7e42F..., not a UUID.</summary>
internal static partial class UserNames
{
    private const int Longest = 64;

    /// <param name="user">Without %-escapes.</param>
    public static bool IsOne(string user) => user.Length <= Longest && Words().IsMatch(user) && !Tokens().IsMatch(user);

    // Words of letters, with digits at their end at most: what is random has them in between, or no words.
    [GeneratedRegex(@"^([A-Za-z]{1,20}[0-9]{0,4}|[0-9]{1,6})([ ._@+$\\-]+([A-Za-z]{1,20}[0-9]{0,4}|[0-9]{1,6}))*[ ._$-]*$")]
    private static partial Regex Words();

    // As those who give them mark them: GitHub, GitLab, Bitbucket, Vault, DigitalOcean, npm, PyPI, Slack.
    [GeneratedRegex("^(gh[a-z]_|github_pat_|gl[a-z]{1,6}-|ATBB|ATCTT|hv[a-z]\\.|do[a-z]_v1_|npm_|pypi-|xox[a-z]-)")]
    private static partial Regex Tokens();
}
