using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Gaia.ServiceDefaults.Settings;

/// <summary>What a setting takes, in words.</summary>
internal static class ExpectedValue
{
    private const string Time = "hours:minutes:seconds such as 00:05:00, with days 1.00:00:00";

    /// <summary>Of the type as the binder names it: <c>System.Int64</c>, <c>System.Nullable`1[System.Int32]</c>, <c>Gaia.Runs.SelfApproval</c>.</summary>
    public static string Of(string type)
    {
        var name = type.Split('[', ',', ']') is [_, { Length: > 0 } inner, ..] ? inner : type;
        return name switch
        {
            "System.Int32" or "System.Int64" => "not a whole number",
            "System.Double" or "System.Decimal" => "not a number",
            "System.Boolean" => "neither true nor false",
            "System.TimeSpan" => $"not a time: {Time}",
            "System.Uri" => "not an address such as https://host:port",
            _ when Find(name) is { IsEnum: true } choices => $"not one of {string.Join(", ", Enum.GetNames(choices))}{(choices.IsDefined(typeof(FlagsAttribute)) ? ", or several with commas between" : "")}",
            _ => $"not a {name.Split('.')[^1]}",
        };
    }

    /// <summary>What its annotations demand.</summary>
    public static string Of(PropertyInfo property) => string.Join(", ", property.GetCustomAttributes<ValidationAttribute>().Select(demand => demand switch
    {
        RangeAttribute range => $"it takes {range.Minimum} to {range.Maximum}{(property.PropertyType == typeof(TimeSpan) ? $" ({Time})" : "")}",
        RequiredAttribute => "it needs a value; unset it for its default",
        MinLengthAttribute length => $"it needs {length.Length} characters or more",
        _ => demand.FormatErrorMessage(property.Name).TrimEnd('.'),
    }));

    private static Type? Find(string name) =>
        AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType(name)).FirstOrDefault(type => type is not null);
}
