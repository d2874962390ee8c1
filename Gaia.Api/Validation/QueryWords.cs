using System.Text.Json;

namespace Gaia.Api.Validation;

internal static class QueryWords
{
    /// <summary><c>?status=awaitingApproval</c>: the words are those of the JSON, and a number is refused.</summary>
    /// <exception cref="RequestException">request.invalid, naming the words there are.</exception>
    public static TEnum? Read<TEnum>(string field, string? word) where TEnum : struct, Enum
    {
        if (string.IsNullOrEmpty(word)) return null;
        foreach (var value in Enum.GetValues<TEnum>())
            if (Word(value) == word)
                return value;
        var words = $"must be one of {string.Join(", ", Enum.GetValues<TEnum>().Select(Word))}";
        throw new RequestException("request.invalid", $"{field} {words}.", new Dictionary<string, string[]> { [field] = [words] });
    }

    private static string Word<TEnum>(TEnum value) where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
