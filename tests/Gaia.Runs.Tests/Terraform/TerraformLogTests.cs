using System.Text.Json;
using Gaia.Runs.Masking;
using Gaia.Runs.Terraform;

namespace Gaia.Runs.Tests.Terraform;

/// <summary>Lines as terraform 1.11 printed them.</summary>
public sealed class TerraformLogTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData("""{"@level":"info","@message":"Terraform 1.11.4","@module":"terraform.ui","@timestamp":"2026-11-24T08:26:08.2Z","terraform":"1.11.4","type":"version","ui":"1.2"}""")]
    [InlineData("""{"@level":"info","@message":"data.aws_region.r: Reading...","hook":{"resource":{"addr":"data.aws_region.r","resource_type":"aws_region"},"action":"read"},"type":"apply_start"}""")]
    [InlineData("""{"@level":"info","@message":"x: Drift detected (update)","change":{"resource":{"addr":"x","resource_type":"t"},"action":"update"},"type":"resource_drift"}""")]
    [InlineData("""{"@level":"info","@message":"Outputs: 1","outputs":{"name":{"sensitive":false,"action":"create"}},"type":"outputs"}""")]
    [InlineData("")]
    [InlineData("\u001b[0m\u001b[32m")]
    [InlineData("╷")]
    public void Noise_is_dropped(string line) => Assert.Empty(TerraformLog.Read(line, Now, SecretMask.None));

    [Theory] // What a run executes can write into terraform's output.
    [InlineData("""{"@message":"\ud800 x","type":"log"}""")]
    [InlineData("""{"@message":"x","type":"apply_start"}""")]
    [InlineData("""{"@message":"x","hook":[],"type":"apply_start"}""")]
    [InlineData("""{"@message":"x","hook":{"resource":{"addr":7},"action":"create"},"type":"apply_start"}""")]
    [InlineData("""{"@message":"x","hook":{"resource":{"addr":"a"},"action":"create","elapsed_seconds":"long"},"type":"apply_progress"}""")]
    [InlineData("""{"@message":"x","hook":{"resource":{"addr":"a"},"action":"create","elapsed_seconds":1e999},"type":"apply_progress"}""")]
    [InlineData("""{"@message":"x","diagnostic":"bad","type":"diagnostic"}""")]
    [InlineData("""{"@message":"x","diagnostic":{"range":{"start":{"line":1.5,"column":99999999999}}},"type":"diagnostic"}""")]
    [InlineData("""{"@message":"x","outputs":["a"],"type":"outputs"}""")]
    [InlineData("""{"@message":"x","outputs":{"a":{"sensitive":"yes"}},"type":"outputs"}""")]
    public void A_line_that_terraform_would_not_write_is_shown_as_it_is(string line)
    {
        var shown = Assert.Single(TerraformLog.Read(line, Now, SecretMask.None));
        Assert.Equal(("log", line), (shown.Type, JsonDocument.Parse(shown.Data).RootElement.GetProperty("line").GetString()));
    }

    [Theory]
    [InlineData(
        """{"@level":"info","@message":"terraform_data.a[0]: Plan to create","change":{"resource":{"addr":"terraform_data.a[0]","module":"","resource":"terraform_data.a[0]","implied_provider":"terraform","resource_type":"terraform_data","resource_name":"a","resource_key":0},"action":"create"},"type":"planned_change"}""",
        """{"address":"terraform_data.a[0]","type":"terraform_data","state":"planned","action":"create"}""")]
    [InlineData(
        """{"@level":"info","@message":"x","change":{"resource":{"addr":"m.x","resource_type":"t"},"action":"noop","importing":{"id":"i"}},"type":"planned_change"}""",
        """{"address":"m.x","type":"t","state":"planned","action":"import"}""")]
    [InlineData(
        """{"@level":"info","@message":"x","change":{"resource":{"addr":"m.x","resource_type":"t"},"action":"remove"},"type":"planned_change"}""",
        """{"address":"m.x","type":"t","state":"planned","action":"forget"}""")]
    [InlineData(
        """{"@level":"info","@message":"terraform_data.a: Refreshing state... [id=9eb]","hook":{"resource":{"addr":"terraform_data.a","resource_type":"terraform_data"},"id_key":"id","id_value":"9eb"},"type":"refresh_start"}""",
        """{"address":"terraform_data.a","type":"terraform_data","state":"refreshing","action":"noOp","resourceId":"9eb"}""")]
    [InlineData(
        """{"@level":"info","@message":"x: Still creating... [10s elapsed]","hook":{"resource":{"addr":"x","resource_type":"t"},"action":"create","elapsed_seconds":10},"type":"apply_progress"}""",
        """{"address":"x","type":"t","state":"progress","action":"create","elapsedSeconds":10}""")]
    [InlineData(
        """{"@level":"info","@message":"x: Creation complete","hook":{"resource":{"addr":"x","resource_type":"t"},"action":"create","id_key":"id","id_value":"08dc","elapsed_seconds":0},"type":"apply_complete"}""",
        """{"address":"x","type":"t","state":"completed","action":"create","elapsedSeconds":0,"resourceId":"08dc"}""")]
    [InlineData(
        """{"@level":"info","@message":"z: Creation errored after 1s","hook":{"resource":{"addr":"z","resource_type":"t"},"action":"create","elapsed_seconds":1},"type":"apply_errored"}""",
        """{"address":"z","type":"t","state":"failed","action":"create","elapsedSeconds":1}""")]
    public void Resources_become_progress(string line, string expected)
    {
        var happened = Assert.Single(TerraformLog.Read(line, Now, SecretMask.None));
        Assert.Equal(("resource", expected), (happened.Type, happened.Data));
    }

    [Fact]
    public void A_diagnostic_keeps_its_place_and_loses_its_secrets()
    {
        const string line = """{"@level":"error","@message":"Error: local-exec provisioner error","diagnostic":{"severity":"error","summary":"local-exec provisioner error","detail":"Error running command 'login hunter2222': exit status 3. Output: ","address":"terraform_data.z","range":{"filename":"x.tf","start":{"line":2,"column":30,"byte":61},"end":{"line":2,"column":31,"byte":62}},"snippet":{"context":"resource \"terraform_data\" \"z\"","code":"  command = \"login hunter2222\"","start_line":2,"highlight_start_offset":29,"highlight_end_offset":30,"values":[]}},"type":"diagnostic"}""";
        var happened = Assert.Single(TerraformLog.Read(line, Now, new SecretMask(["hunter2222"])));
        var diagnostic = JsonDocument.Parse(happened.Data).RootElement;
        Assert.Equal("x.tf", diagnostic.GetProperty("file").GetString());
        Assert.Equal(2, diagnostic.GetProperty("line").GetInt32());
        Assert.Equal("terraform_data.z", diagnostic.GetProperty("address").GetString());
        Assert.DoesNotContain("hunter2222", happened.Data, StringComparison.Ordinal);
        Assert.StartsWith("x.tf:2: local-exec provisioner error: Error running command 'login (sensitive value)'", TerraformLog.Error(happened), StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_hides_a_secret_that_colours_split_and_writes_out_what_a_terminal_obeys()
    {
        const string line = """{"@level":"error","@message":"Error: x","diagnostic":{"severity":"error","summary":"It is hun\u001b[1;31mter2\u001b[0m222","detail":"\u202eexe.txt\u0007"},"type":"diagnostic"}""";
        var happened = Assert.Single(TerraformLog.Read(line, Now, new SecretMask(["hunter2222"])));
        Assert.Equal(@"It is (sensitive value): \u202eexe.txt\u0007", TerraformLog.Error(happened));
    }

    [Fact]
    public void A_diagnostic_without_a_place_has_none()
    {
        const string line = """{"@level":"error","@message":"Error: Unreadable module directory","diagnostic":{"severity":"error","summary":"Unreadable module directory","detail":"Unable to evaluate directory symlink: lstat nope: no such file or directory"},"type":"diagnostic"}""";
        var diagnostic = JsonDocument.Parse(Assert.Single(TerraformLog.Read(line, Now, SecretMask.None)).Data).RootElement;
        Assert.False(diagnostic.TryGetProperty("file", out _));
        Assert.False(diagnostic.TryGetProperty("snippet", out _));
    }

    [Theory]
    [InlineData("""{"@level":"info","@message":"Initializing the backend...","message_code":"initializing_backend_message","type":"init_output"}""", "Initializing the backend...")]
    [InlineData("""{"@level":"info","@message":"- x in","type":"log"}""", "- x in")]
    [InlineData("""{"@level":"info","@message":"Something new","type":"not_known_yet"}""", "Something new")]
    [InlineData("\u001b[0m\u001b[1mCreated and switched to workspace \"dev\"!\u001b[0m", "Created and switched to workspace \"dev\"!")]
    [InlineData("""{"@level":"info","@message":"cut in the mid""", """{"@level":"info","@message":"cut in the mid""")]
    [InlineData("""{"@level":"info","@message":"a: (local-exec): hi","hook":{"resource":{"addr":"a","resource_type":"t"},"provisioner":"local-exec","output":"\u001b[31mhi"},"type":"provision_progress"}""", "a (local-exec): hi")]
    public void Words_become_log_lines(string line, string expected)
    {
        var happened = Assert.Single(TerraformLog.Read(line, Now, SecretMask.None));
        Assert.Equal(("log", expected), (happened.Type, JsonDocument.Parse(happened.Data).RootElement.GetProperty("line").GetString()));
    }

    [Fact]
    public void Outputs_come_without_sensitive_values()
    {
        const string line = """{"@level":"info","@message":"Outputs: 2","outputs":{"secret":{"sensitive":true,"type":"string","value":"hunter2222"},"name":{"sensitive":false,"type":"string","value":"x"}},"type":"outputs"}""";
        Assert.Equal("""{"outputs":[{"name":"name","value":"x","sensitive":false},{"name":"secret","sensitive":true}]}""",
            Assert.Single(TerraformLog.Read(line, Now, SecretMask.None)).Data);
    }

    [Fact]
    public void A_null_character_does_not_break_the_log() =>
        Assert.DoesNotContain("\\u0000", Assert.Single(TerraformLog.Plain("stdout", "a\0b", Now, SecretMask.None)).Data, StringComparison.Ordinal);

    [Theory]
    [InlineData("a\\u0000b", "a\\u0000b")]
    [InlineData("a\\\0b", "a\\\uFFFDb")]
    [InlineData("\0\0", "\uFFFD\uFFFD")]
    public void What_only_looks_like_a_null_character_stays_as_it_is(string said, string kept)
    {
        using var data = System.Text.Json.JsonDocument.Parse(Assert.Single(TerraformLog.Plain("stdout", said, Now, SecretMask.None)).Data);
        Assert.Contains(data.RootElement.EnumerateObject(), field => field.Value.GetString() == kept);
    }
}
