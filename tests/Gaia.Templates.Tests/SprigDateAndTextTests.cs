namespace Gaia.Templates.Tests;

public class SprigDateAndTextTests
{
    private sealed class StillClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 24, 13, 4, 5, 678, TimeSpan.Zero);
    }

    private static readonly TemplateOptions Options = new()
    {
        Host = new TemplateHost { Clock = new StillClock(), Environment = new Dictionary<string, string> { ["USER"] = "ann" } },
    };

    [Theory]
    [InlineData("2006-01-02T15:04:05Z07:00", "2026-11-24T13:04:05Z")]
    [InlineData("Mon, 02 Jan 2006 15:04:05 MST", "Tue, 24 Nov 2026 13:04:05 UTC")]
    [InlineData("Monday January _2 3:04PM 06", "Tuesday November 24 1:04PM 26")]
    [InlineData("15:04:05.000 .999999 -0700 -07:00 Z0700 002", "13:04:05.678 .678 +0000 +00:00 Z 328")]
    [InlineData("20060102150405", "20261124130405")]
    [InlineData("Jan Janet 1/2", "Nov Janet 11/24")]
    public void Layouts(string layout, string expected) =>
        Assert.Equal(expected, Data.Render($"{{{{dateInZone \"{layout}\" now \"UTC\"}}}}", Options));

    [Theory]
    [InlineData("{{now.UTC.Year}} {{(now.UTC.Add 3600000000000).Hour}}", "2026 14")]
    [InlineData("{{dateInZone \"2006-01-02 15:04\" (toDate \"2006-01-02\" \"2017-12-31\" | dateModify \"24h\") \"UTC\"}}", "2018-01-01 00:00")]
    [InlineData("{{(toDate \"2006-01-02T15:04:05Z07:00\" \"2020-02-03T04:05:06+02:00\") | unixEpoch}}", "1580695506")]
    [InlineData("{{duration 95}} {{duration \"3661\"}} {{durationRound \"2h10m5s\"}} {{durationRound \"2400h10m5s\"}}", "1m35s 1h1m1s 2h 3mo")]
    [InlineData("{{dateInZone \"2006-01-02\" 1500000000 \"UTC\"}} {{htmlDateInZone 0 \"UTC\"}}", "2017-07-14 1970-01-01")]
    [InlineData("{{ago (toDate \"2006-01-02T15:04:05Z07:00\" \"2026-11-24T13:00:00Z\")}}", "4m6s")]
    public void Dates(string template, string expected) => Assert.Equal(expected, Data.Render(template, Options));

    [Theory]
    [InlineData("{{b64enc \"hi\"}} {{b64dec \"aGk=\"}} {{b32enc \"hello\"}} {{b32dec \"NBSWY3DP\"}} {{b64dec \"a!\"}}", "aGk= hi NBSWY3DP hello illegal base64 data at input byte 1")]
    [InlineData("{{sha1sum \"a\"}} {{sha256sum \"a\" | trunc 8}} {{adler32sum \"abc\"}}", "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8 ca978112 38600999")]
    [InlineData("{{randAlphaNum 8 | len}} {{uuidv4 | len}} {{randInt 3 4}}", "8 36 3")]
    [InlineData("{{regexMatch \"^[a-z]+$\" \"abc\"}} {{regexFind \"[0-9]+\" \"a12b3\"}} {{regexFindAll \"[0-9]\" \"1a2b3\" 2}} {{regexSplit \"z+\" \"pizza\" -1}} {{regexQuoteMeta \"1.2\"}}", "true 12 [1 2] [pi a] 1\\.2")]
    [InlineData("{{regexReplaceAll \"a(x*)b\" \"-ab-axxb-\" \"${1}W\"}} {{regexReplaceAll \"a(x*)b\" \"-ab-axxb-\" \"$1W\"}} {{regexReplaceAllLiteral \"a(x*)b\" \"-ab-\" \"${1}\"}}", "-W-xxW- --- -${1}-")]
    [InlineData("{{regexReplaceAll \"a*\" \"baac\" \"x\"}} {{regexMatch \"^a$\" \"a\\n\"}} {{regexMatch `\\d` \"٣\"}} {{regexFind \"[[:upper:]]+\" \"abCD\"}}", "xbxcx false false CD")]
    [InlineData("{{base \"a/b.txt\"}} {{dir \"/run/topo/x\"}} {{clean \"a//b/../c\"}} {{ext \"x.tar.gz\"}} {{isAbs \"/a\"}}", "b.txt /run/topo a/c .gz true")]
    [InlineData("{{$u := urlParse \"http://admin:secret@server.com:8080/api?list=false#anchor\"}}{{$u.scheme}} {{$u.host}} {{$u.hostname}} {{$u.path}} {{$u.query}} {{$u.fragment}} {{$u.userinfo}} {{urlJoin $u}}", "http server.com:8080 server.com /api list=false anchor admin:secret http://admin:secret@server.com:8080/api?list=false#anchor")]
    [InlineData("{{env \"USER\"}} {{env \"NONE\"}} {{expandenv \"hi $USER and ${USER}!\"}}", "ann  hi ann and ann!")]
    [InlineData("{{$v := semver \"v1.2.3-beta.1+ab\"}}{{$v.Major}} {{$v.Minor}} {{$v.Patch}} {{$v.Prerelease}} {{$v.Metadata}} {{$v.Original}} {{$v}}", "1 2 3 beta.1 ab v1.2.3-beta.1+ab 1.2.3-beta.1+ab")]
    [InlineData("{{decryptAES \"key\" (encryptAES \"key\" \"text\")}}", "text")]
    public void TextAndMore(string template, string expected) => Assert.Equal(expected, Data.Render(template, Options));

    [Theory]
    [InlineData(">=1.2.0 <2", "1.5.0", true)]
    [InlineData(">= 1.2, < 2", "2.0.0", false)]
    [InlineData("^1.2", "1.9.0", true)]
    [InlineData("^1.2", "2.0.0", false)]
    [InlineData("^0.2.3", "0.2.9", true)]
    [InlineData("^0.2.3", "0.3.0", false)]
    [InlineData("~1.2.3", "1.2.9", true)]
    [InlineData("~1.2.3", "1.3.0", false)]
    [InlineData("~1", "1.9.0", true)]
    [InlineData("1.2.x", "1.2.7", true)]
    [InlineData("1.2.x || 2.x", "2.5.0", true)]
    [InlineData("1.2 - 1.4.5", "1.4.5", true)]
    [InlineData("*", "9.9.9", true)]
    [InlineData("!=1.2.3", "1.2.4", true)]
    [InlineData(">1.2", "1.2.9", false)]
    [InlineData("<=1.2", "1.2.9", true)]
    [InlineData(">=1.0.0", "1.1.0-beta", false)]
    [InlineData(">=1.0.0-0", "1.1.0-beta", true)]
    public void VersionConstraints(string constraint, string version, bool expected) =>
        Assert.Equal(expected ? "true" : "false", Data.Render($"{{{{semverCompare \"{constraint}\" \"{version}\"}}}}"));

    [Theory]
    [InlineData("{{env \"USER\"}}", "reading environment variables is not allowed here")]
    [InlineData("{{getHostByName \"localhost\"}}", "not allowed here")]
    [InlineData("{{semver \"x\"}}", "invalid semantic version")]
    [InlineData("{{regexMatch \"(\" \"x\"}}", "error parsing regexp")]
    [InlineData("{{regexMatch \"(?=x)\" \"x\"}}", "error parsing regexp")]
    [InlineData("{{mustToDate \"2006\" \"x\"}}", "cannot parse")]
    public void Refusals(string template, string reason) =>
        Assert.Contains(reason, Assert.Throws<TemplateException>(() => Data.Render(template)).Message);
}
