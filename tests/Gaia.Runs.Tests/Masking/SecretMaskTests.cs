using System.Text;
using System.Text.Json;
using Gaia.Runs.Masking;
using Gaia.Stacks.Processes;

namespace Gaia.Runs.Tests.Masking;

public sealed class SecretMaskTests
{
    [Fact]
    public void Known_values_are_replaced_wherever_they_are() => Assert.Equal(
        "a (sensitive value) b (sensitive value)c", new SecretMask(["hunter2"]).Apply("a hunter2 b hunter2c"));

    [Fact]
    public void The_longer_secret_goes_first() => Assert.Equal(
        "(sensitive value)", new SecretMask(["hunter", "hunter2-long"]).Apply("hunter2-long"));

    [Fact]
    public void A_secret_is_also_found_as_JSON_writes_it() => Assert.Equal(
        "{\"p\":\"(sensitive value)\"}", new SecretMask(["say \"hi\" now"]).Apply("{\"p\":\"say \\u0022hi\\u0022 now\"}"));

    [Fact]
    public void The_lines_of_a_key_are_secrets_of_their_own() => Assert.Equal(
        "line: (sensitive value)", new SecretMask(["-----BEGIN KEY-----\nMIIEvQIBADANBg\n-----END KEY-----"]).Apply("line: MIIEvQIBADANBg"));

    // Whatever stands around it, however it is written.
    [Theory]
    [InlineData("correct horse/battery+staple=1", "JSON", "{\"a\":\"x correct horse/battery+staple=1 y\"}")]
    [InlineData("pa\"ss<w>&\\d\u00e4", "Go's JSON", "pa\\\"ss\\u003cw\\u003e\\u0026\\\\d\u00e4")]
    [InlineData("p\u00e4sswort", "escaped JSON", "p\\u00e4sswort p\\u00E4sswort")]
    [InlineData("a b/c+d&e", "a URL", "x=a%20b%2Fc%2Bd%26e y=a+b%2fc%2bd%26e")]
    [InlineData("hunter2-and-more", "hexadecimal", "68756e746572322d616e642d6d6f7265 68756E746572322D616E642D6D6F7265")]
    public void A_secret_is_found_however_it_is_written(string secret, string way, string text)
    {
        var shown = new SecretMask([secret]).Apply(text);
        foreach (var part in text.Split(' ').Where(part => part.Length >= 8 && way is not "JSON")) Assert.DoesNotContain(part, shown, StringComparison.Ordinal);
        Assert.Contains(SecretMask.Shown, shown, StringComparison.Ordinal);
    }

    // What programs print by themselves, and functions of terraform make of it. The two secrets are "hunter2-and-more" and p<ä>'s "&"-word=1.
    [Theory]
    [InlineData("base64 twice", "YUhWdWRHVnlNaTFoYm1RdGJXOXlaUT09")]
    [InlineData("base64 of base64 amid other text", "eyJhdXRoIjoiZFRwb2RXNTBaWEl5TFdGdVpDMXRiM0psIn0=", 32)]
    [InlineData("base64 for a URL, without padding", "aHVudGVyMi1hbmQtbW9yZQ", 1)]
    [InlineData("base64 of UTF-16LE", "aAB1AG4AdABlAHIAMgAtAGEAbgBkAC0AbQBvAHIAZQA=")]
    [InlineData("base64 of UTF-16BE", "AGgAdQBuAHQAZQByADIALQBhAG4AZAAtAG0AbwByAGU=")]
    [InlineData("base32", "NB2W45DFOIZC2YLOMQWW233SMU======", 8)]
    [InlineData("base32 in lower case", "nb2w45dfoizc2ylomqww233sme", 2)]
    [InlineData("hexadecimal, capitals", "68756E746572322D616E642D6D6F7265")]
    [InlineData("hexadecimal with spaces", "68 75 6e 74 65 72 32 2d 61 6e 64 2d 6d 6f 72 65")]
    [InlineData("hexadecimal with colons", "68:75:6E:74:65:72:32:2D:61:6E:64:2D:6D:6F:72:65")]
    [InlineData("hexadecimal of xxd", "6875 6e74 6572 322d 616e 642d 6d6f 7265")]
    [InlineData("escapes of C", @"\x68\x75\x6e\x74\x65\x72\x32\x2d\x61\x6e\x64\x2d\x6d\x6f\x72\x65")]
    [InlineData("every character escaped for JSON", @"\u0068\u0075\u006e\u0074\u0065\u0072\u0032\u002D\u0061\u006E\u0064\u002d\u006d\u006f\u0072\u0065")]
    [InlineData("every character escaped for a URL", "%68%75%6e%74%65%72%32%2D%61%6E%64%2d%6d%6f%72%65")]
    [InlineData("every character escaped for HTML", "&#104;&#117;&#110;&#116;&#101;&#114;&#50;&#45;&#97;&#110;&#100;&#45;&#109;&#111;&#114;&#101;")]
    [InlineData("upper()", "HUNTER2-AND-MORE")]
    [InlineData("title()", "Hunter2-And-More")]
    [InlineData("strrev()", "erom-dna-2retnuh")]
    [InlineData("colours", "hun\e[1;31mter2\e[0m-and\e]8;;https://host\e\\-more")]
    [InlineData("HTML of Go", "p&lt;ä&gt;&#39;s &#34;&amp;&#34;-word=1")]
    [InlineData("HTML", "p&lt;ä&gt;&#39;s &quot;&amp;&quot;-word=1")]
    [InlineData("XML", "p&lt;ä&gt;&apos;s &quot;&amp;&quot;-word=1")]
    [InlineData("quoted-printable", "p<=C3=A4>'s \"&\"-word=3D1")]
    [InlineData("JSON in JSON", @"p<ä>'s \\\""&\\\""-word=1")]
    [InlineData("a URL in a URL", "p%253C%25C3%25A4%253E%2527s%2520%2522%2526%2522-word%253D1")]
    [InlineData("a URL of JavaScript, small digits", "p%3c%c3%a4%3e's%20%22%26%22-word%3d1")]
    [InlineData("the trace of a shell", @"p<ä>'\''s ""&""-word=1")]
    [InlineData("printf %q", @"p\<ä\>\'s\ \""\&\""-word=1")]
    public void A_secret_is_found_as_programs_and_functions_write_it(string way, string written, int left = 0)
    {
        var mask = new SecretMask(["hunter2-and-more", "p<ä>'s \"&\"-word=1"]);
        foreach (var shown in (string[])[mask.Apply($"<{written}>"), mask.ApplyToLines($"<{written}>")])
        {
            Assert.Contains(SecretMask.Shown, shown, StringComparison.Ordinal);
            Assert.True(shown.Length <= SecretMask.Shown.Length + 2 + left, $"{way}: {shown}");
        }
    }

    [Theory]
    [InlineData("pass")]
    [InlineData("horse")]
    [InlineData("a1b2")]
    public void A_short_secret_hides_nothing_that_only_resembles_it(string secret)
    {
        const string text = "Passed: the HORSE saw ssap, esroh, A1B2 and 2b1a; 70:61:73:73 %70%61%73%73 OBQXG4Y= NBXXE43F";
        Assert.Equal(text, new SecretMask([secret]).ApplyToLines(text));
    }

    [Fact]
    public void A_word_in_capitals_is_not_the_secret_that_is_the_same_word() =>
        Assert.Equal($"PASSWORD Password {SecretMask.Shown}", new SecretMask(["password"]).Apply("PASSWORD Password password"));

    [Theory]
    [InlineData("ghp_16C7e42F", true)]
    [InlineData("ghp_16C7e42F...", true)]
    [InlineData("ghp_16C7e42F292c****", true)]
    [InlineData("ghp_16C7e42", false)]
    [InlineData("ghp_16C7e42G", false)]
    [InlineData("registry.example.com", false)]
    [InlineData("registry.example.com/app:4711-to...", true)]
    public void A_value_that_is_the_beginning_of_a_secret_is_hidden(string value, bool isHidden)
    {
        var mask = new SecretMask(["ghp_16C7e42F292c6912E7710c838347Ae178B4a", "registry.example.com/app:4711-token"]);
        var json = JsonElement.Parse(JsonSerializer.Serialize(value));
        Assert.Equal(isHidden, mask.Hides(json));
        Assert.Equal(isHidden ? SecretMask.Shown : value, mask.Apply(json).GetString());
        Assert.Equal(value, mask.Apply(value)); // of a sentence it is a part
    }

    [Fact]
    public void A_value_of_several_lines_hides_what_was_wrapped()
    {
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"user":"deployer-of-everything","password":"correct-horse-battery-staple"}"""));
        var wrapped = JsonElement.Parse(JsonSerializer.Serialize($"{base64[..76]}\n{base64[76..]}"));
        var shown = new SecretMask(["correct-horse-battery-staple"]).Apply(wrapped).GetString()!;
        Assert.DoesNotContain(base64[68..76], shown, StringComparison.Ordinal);
        Assert.DoesNotContain(base64[76..84], shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_that_begin_alike_are_told_apart()
    {
        var keys = Enumerable.Range(0, 40).Select(number => "-----BEGIN" + string.Concat(Enumerable.Range(0, 500).Select(part => $"{number * 7919 + part * 104729:x6}"))).ToList();
        var mask = new SecretMask(keys);
        foreach (var bytes in keys.Select(Encoding.UTF8.GetBytes))
        {
            Assert.Equal(SecretMask.Shown, mask.Apply(Convert.ToBase64String(bytes)));
            Assert.Equal(SecretMask.Shown, mask.Apply(Convert.ToBase64String(Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes)))));
        }
        Assert.Equal("-----BEGIN LS0tLS1CRUdJTg", mask.Apply("-----BEGIN LS0tLS1CRUdJTg"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("u:", "")]
    [InlineData("user:", "@host")]
    [InlineData("{\"a\":\"", "\"}")]
    [InlineData("ab", "c")]
    public void A_secret_is_found_in_base64_amid_other_bytes(string before, string after)
    {
        const string secret = "correct-horse~?battery";
        var mask = new SecretMask([secret]);
        foreach (var text in (string[])[Convert.ToBase64String(Encoding.UTF8.GetBytes(before + secret + after)), System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(before + secret + after))])
        {
            var left = mask.Apply(text).Replace(SecretMask.Shown, "", StringComparison.Ordinal);
            // Two digits at each end share bits with what stands beside it.
            Assert.True(left.Length <= (before.Length + after.Length) * 4 / 3 + 8, left);
        }
    }

    [Fact]
    public void A_secret_that_a_wrap_split_is_hidden_on_both_lines()
    {
        var secret = string.Concat(Enumerable.Range(0, 40).Select(number => $"k{number}x"));
        var mask = new SecretMask([secret]);
        var base64 = Convert.ToBase64String(Encoding.UTF8.GetBytes(secret));
        foreach (var whole in (string[])[secret, base64])
            for (var at = 8; at < whole.Length - 8; at++)
            {
                Assert.Equal($"begin {SecretMask.Shown}", mask.ApplyToLines($"begin {whole[..at]}"));
                Assert.Equal($"  {SecretMask.Shown} end", mask.ApplyToLines($"  {whole[at..]} end"));
            }
        Assert.Equal($"a\n{SecretMask.Shown}\n{SecretMask.Shown}", mask.ApplyToLines($"a\n{base64[..76]}\n{base64[76..]}"));
    }

    [Fact]
    public void A_long_secret_is_found_by_any_fifteen_characters_of_it()
    {
        var secret = string.Concat(Enumerable.Range(0, 400).Select(number => $"k{number}x"));
        var mask = new SecretMask([secret]);
        for (var at = 15; at < secret.Length - 15; at += 7)
        {
            Assert.Equal($"begin {SecretMask.Shown}", mask.ApplyToLines($"begin {secret[..at]}"));
            Assert.Equal($"{SecretMask.Shown} end", mask.ApplyToLines($"{secret[at..]} end"));
            Assert.Equal(SecretMask.Shown, mask.ApplyToLines(secret[(at - 15)..at]));
        }
    }

    [Fact]
    public void A_word_of_a_secret_is_no_secret() => Assert.Equal(
        "Creating postgres", new SecretMask(["postgres://app:correct-horse@db/app"]).ApplyToLines("Creating postgres"));

    [Fact]
    public void Secrets_that_overlap_go_together() => Assert.Equal(
        $"<{SecretMask.Shown}>", new SecretMask(["abcdef", "defghi"]).Apply("<abcdefghi>"));

    [Fact]
    public void What_is_shown_instead_is_not_masked_in_turn() => Assert.Equal(
        $"{SecretMask.Shown} {SecretMask.Shown}", new SecretMask(["value", "hunter2"]).Apply("hunter2 value"));

    [Fact]
    public void A_file_is_secret_without_its_last_line_feed() => Assert.Equal(SecretMask.Shown, new SecretMask(["hunter2\n"]).Apply("hunter2"));

    [Fact]
    public void Masked_JSON_stays_JSON()
    {
        var value = JsonElement.Parse("""{"a":[54321,1.5,true,"x54321x"],"54321":null}""");
        Assert.Equal($$"""{"a":["{{SecretMask.Shown}}",1.5,true,"x{{SecretMask.Shown}}x"],"{{SecretMask.Shown}}":null}""", new SecretMask(["54321"]).Apply(value).GetRawText());
        Assert.Equal(value.GetRawText(), SecretMask.None.Apply(value).GetRawText());
    }

    [Fact]
    public void Masks_add_up_to_the_same_as_one()
    {
        var mask = new SecretMask(["hunter2"]).With(["battery"]).With(["hunter2"]);
        Assert.Equal(["hunter2", "battery"], mask.Values);
        Assert.Equal($"{SecretMask.Shown}+{SecretMask.Shown}", mask.Apply("hunter2+battery"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("yes")]
    [InlineData("true")]
    [InlineData("    ")]
    public void Values_too_short_to_be_told_from_words_are_left(string value) =>
        Assert.Equal("yes it is true 1", new SecretMask([value]).Apply("yes it is true 1"));

    [Fact]
    public void Variables_with_secret_names_are_secrets()
    {
        var environment = new Dictionary<string, string>
        {
            ["AWS_SECRET_ACCESS_KEY"] = "wJalr", ["TF_VAR_db_password"] = "pa55word", ["GITHUB_TOKEN"] = "ghp_x", ["PATH"] = "/usr/bin",
            ["AWS_WEB_IDENTITY_TOKEN_FILE"] = "/var/run/token", ["AWS_SESSION_TOKEN"] = "testing",
        };
        Assert.Equal(["wJalr", "pa55word", "ghp_x", "testing"], SecretText.OfEnvironment(environment));
    }

    [Fact]
    public void Values_of_sensitive_variables_are_secret_down_to_their_leaves() => Assert.Equal(["hunter22", "x1", "7"],
        SensitiveVariables.Values(new HashSet<string> { "password", "keys" }, """{"name":"app","password":"hunter22","keys":{"a":["x1",7,null]}}"""u8.ToArray()));

    [Fact]
    public void The_database_password_does_not_reach_terraform()
    {
        Environment.SetEnvironmentVariable("ConnectionStrings__gaia", "Password=secret");
        try
        {
            Assert.DoesNotContain("ConnectionStrings__gaia", ChildEnvironment.OfThisProcess().Keys);
            Assert.Contains("PATH", ChildEnvironment.OfThisProcess().Keys);
        }
        finally
        {
            Environment.SetEnvironmentVariable("ConnectionStrings__gaia", null);
        }
    }
}
