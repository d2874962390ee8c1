using System.ComponentModel.DataAnnotations;
using Gaia.ServiceDefaults.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Gaia.ServiceDefaults.Tests.Settings;

public sealed class SettingsProblemsTests
{
    [Theory]
    [InlineData("Bytes", "abc", "Test__Inner__Bytes is 'abc', not a whole number.")]
    [InlineData("Bytes", "-5", "Test__Inner__Bytes is '-5': it takes 0 to 1000.")]
    [InlineData("Bytes", "9999999999999999999999", "Test__Inner__Bytes is '9999999999999999999999', not a whole number.")]
    [InlineData("Wait", "soon", "Test__Inner__Wait is 'soon', not a time: hours:minutes:seconds such as 00:05:00, with days 1.00:00:00.")]
    [InlineData("Wait", "30", "Test__Inner__Wait is '30': it takes 00:00:01 to 01:00:00 (hours:minutes:seconds such as 00:05:00, with days 1.00:00:00).")]
    [InlineData("On", "perhaps", "Test__Inner__On is 'perhaps', neither true nor false.")]
    [InlineData("Often", "x", "Test__Inner__Often is 'x', not a whole number.")]
    [InlineData("Kind", "Sunday", "Test__Inner__Kind is 'Sunday', not one of Workday, Holiday.")]
    [InlineData("Perhaps", "Sunday", "Test__Inner__Perhaps is 'Sunday', not one of Workday, Holiday.")]
    [InlineData("Folder", "", "Test__Inner__Folder is empty: it needs a value; unset it for its default.")]
    [InlineData("Secret", "short", "Test__Inner__Secret is set: it needs 8 characters or more.")]
    [InlineData("Deep:Bytes", "abc", "Test__Inner__Deep__Bytes is 'abc', not a whole number.")]
    [InlineData("Many:0:Bytes", "abc", "Test__Inner__Many__0__Bytes is 'abc', not a whole number.")]
    [InlineData("Note", "bad", "Test__Inner__Note must be good.")]
    public void Are_told_by_the_names_of_the_environment(string name, string value, string problem) => Assert.Equal([problem], Problems((name, value)));

    [Fact]
    public void Are_all_told() => Assert.Equal(
        ["Test__Inner__Bytes is '-5': it takes 0 to 1000.", "Test__Inner__Secret is set: it needs 8 characters or more."], Problems(("Bytes", "-5"), ("Secret", "short")));

    [Fact]
    public void Of_two_sections_are_told_as_well()
    {
        var configuration = Configuration(("Bytes", "-5"));
        var fault = new AggregateException(Fault(configuration)!, new WrongSettingException("Other__X is wrong."));
        Assert.Equal(["Test__Inner__Bytes is '-5': it takes 0 to 1000.", "Other__X is wrong."], SettingsProblems.Of(fault, configuration));
    }

    [Fact]
    public void Are_not_seen_in_other_faults()
    {
        var configuration = Configuration();
        Assert.Null(Fault(configuration));
        Assert.Null(SettingsProblems.Of(new InvalidOperationException("Sequence contains no elements"), configuration));
        Assert.Null(SettingsProblems.Of(new AggregateException(new WrongSettingException("x"), new IOException("disk")), configuration));
    }

    [Fact]
    public async Task End_a_service_with_a_code_of_their_own()
    {
        var configuration = Configuration(("Bytes", "abc"));
        Assert.Equal(CheckedStart.WrongSettings, await CheckedStart.RunAsync(configuration, () => throw Fault(configuration)!));
        Assert.Equal(3, await CheckedStart.RunAsync(configuration, () => Task.FromResult(3)));
        await Assert.ThrowsAsync<IOException>(() => CheckedStart.RunAsync(configuration, () => throw new IOException("disk")));
    }

    [Theory]
    [InlineData("", "ConnectionStrings__gaia is not set: it takes Host=SERVER;Database=NAME;Username=ROLE.")]
    [InlineData("nonsense", "ConnectionStrings__gaia cannot be read: Format of the initialization string does not conform to specification starting at index 0. It takes Host=SERVER;Database=NAME;Username=ROLE.")]
    [InlineData("Host=x;Port=y", "ConnectionStrings__gaia cannot be read: Couldn't set port. It takes Host=SERVER;Database=NAME;Username=ROLE.")]
    public void Name_the_database(string connection, string problem)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:gaia", connection)]).Build();
        Assert.Equal([problem], SettingsProblems.Of(Fault(configuration)!, configuration));
    }

    private static IReadOnlyList<string>? Problems(params (string Name, string Value)[] settings)
    {
        var configuration = Configuration(settings);
        return SettingsProblems.Of(Fault(configuration)!, configuration);
    }

    private static Exception? Fault(IConfiguration configuration)
    {
        var services = new ServiceCollection().AddSingleton(configuration);
        services.AddOptions<TestOptions>().BindConfiguration(TestOptions.Section).ValidateDataAnnotations().ValidateOnStart()
            .Validate(options => options.Note != "bad", "Test__Inner__Note must be good.");
        using var provider = services.BuildServiceProvider();
        return Record.Exception(provider.DemandSettings);
    }

    private static IConfiguration Configuration(params (string Name, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"{TestOptions.Section}:{setting.Name}", (string?)setting.Value))
            .Prepend(new("ConnectionStrings:gaia", "Host=localhost"))).Build();

    internal enum Day
    {
        Workday,
        Holiday,
    }

    internal sealed class TestOptions
    {
        public const string Section = "Test:Inner";

        [Range(0, 1000)]
        public long Bytes { get; set; }

        [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
        public TimeSpan Wait { get; set; } = TimeSpan.FromMinutes(1);

        public bool On { get; set; }

        public int? Often { get; set; }

        public Day Kind { get; set; }

        public Day? Perhaps { get; set; }

        [Required]
        public string Folder { get; set; } = "x";

        [MinLength(8)]
        public string? Secret { get; set; }

        public string? Note { get; set; }

        public DeepOptions Deep { get; set; } = new();

        public IReadOnlyList<DeepOptions> Many { get; set; } = [];
    }

    internal sealed class DeepOptions
    {
        public int Bytes { get; set; }
    }
}
