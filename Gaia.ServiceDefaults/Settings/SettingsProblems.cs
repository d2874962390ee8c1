using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Gaia.ServiceDefaults.Settings;

/// <summary>What is wrong with settings, by the names that the environment has for them.</summary>
internal static partial class SettingsProblems
{
    /// <returns>A line each: <c>Gaia__MinFreeBytes is 'abc', not a whole number.</c> Null where the fault is another.</returns>
    public static IReadOnlyList<string>? Of(Exception fault, IConfiguration configuration) => fault switch
    {
        AggregateException many => OfAll(many, configuration),
        WrongSettingException wrong => [wrong.Message],
        OptionsValidationException refused => [.. OfValues(refused, configuration)],
        InvalidOperationException when Conversion().Match(fault.Message) is { Success: true } match =>
            [$"{Named(match.Groups["path"].Value, configuration)}, {ExpectedValue.Of(match.Groups["type"].Value)}."],
        _ => null,
    };

    private static List<string>? OfAll(AggregateException many, IConfiguration configuration)
    {
        var found = many.InnerExceptions.Select(one => Of(one, configuration)).ToList();
        return found.Contains(null) ? null : [.. found.SelectMany(problems => problems!)];
    }

    // The failures of annotations are asked for again, because their text knows the class and not the setting.
    private static IEnumerable<string> OfValues(OptionsValidationException refused, IConfiguration configuration)
    {
        var type = refused.OptionsType;
        List<ValidationResult> found = [];
        var section = SettingsTypes.SectionOf(type);
        if (section is not null && configuration.GetSection(section).Get(type) is { } options)
            Validator.TryValidateObject(options, new(options), found, validateAllProperties: true);
        var members = found.SelectMany(result => result.MemberNames).ToHashSet(StringComparer.Ordinal);
        return [
            .. members.Select(member => OfMember(type.GetProperty(member)!, $"{section}:{member}", configuration)),
            .. refused.Failures.Where(failure => !members.Any(member => failure.Contains($"'{member}'", StringComparison.Ordinal) || failure.StartsWith($"{member}: ", StringComparison.Ordinal)))
                .Select(Plain),
        ];
    }

    // DataAnnotation validation failed for 'AuditHeadOptions' members: '' with the error: 'Gaia__Audit__HeadWebhook takes ...'.
    private static string Plain(string failure) => Annotation().Match(failure) is { Success: true } match ? match.Groups["error"].Value : failure;

    private static string OfMember(PropertyInfo property, string path, IConfiguration configuration) =>
        $"{Named(path, configuration)}: {ExpectedValue.Of(property)}.";

    private static string Named(string path, IConfiguration configuration) =>
        path.Replace(":", "__", StringComparison.Ordinal)
        + (configuration[path] is not { Length: > 0 } value ? " is empty" : MayBeSecret(path, value) ? " is set" : $" is '{value}'");

    private static bool MayBeSecret(string path, string value) => SecretName().IsMatch(path) || value.Contains('@', StringComparison.Ordinal);

    [GeneratedRegex("^Failed to convert configuration value .*at '(?<path>[^']+)' to type '(?<type>[^']+)'", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Conversion();

    [GeneratedRegex("^DataAnnotation validation failed for '[^']*' members: '[^']*' with the error: '(?<error>.*)'\\.$", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Annotation();

    [GeneratedRegex("secret|password|token|key", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();
}
