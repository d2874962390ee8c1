using System.Text;
using Gaia.Manifests.Model;

namespace Gaia.Manifests.Objects.Pods;

/// <summary>Text as a container's command, args and env have it: `$(NAME)` is another variable's value, `$$` a dollar.</summary>
internal static class ContainerText
{
    /// <summary>Its secrets are variables of the container: see <see cref="VariableOf"/>.</summary>
    public static string Of(Value value)
    {
        var text = new StringBuilder();
        for (var i = 0; i < value.Parts.Count; i++)
            _ = value.Parts[i] switch
            {
                SecretPart secret => text.Append("$(").Append(VariableOf(secret.Key)).Append(')'),
                TextPart part => Escape(text, part.Text, After(value, i)),
                var other => throw new InvalidOperationException($"{other} is not a part of a value."),
            };
        return text.ToString();
    }

    /// <summary>`postgres-password` is `SECRET_POSTGRES_PASSWORD`.</summary>
    public static string VariableOf(string key) => $"SECRET_{string.Concat(key.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToUpperInvariant(letter) : '_'))}";

    private static char After(Value value, int place)
    {
        for (var i = place + 1; i < value.Parts.Count; i++)
            if (value.Parts[i] is SecretPart) return '$';
            else if (value.Parts[i] is TextPart { Text: [var first, ..] }) return first;
        return '\0';
    }

    // A dollar alone is a dollar; before another or a parenthesis it has to be doubled.
    private static StringBuilder Escape(StringBuilder text, string part, char after)
    {
        for (var i = 0; i < part.Length; i++)
        {
            text.Append(part[i]);
            if (part[i] == '$' && (i + 1 < part.Length ? part[i + 1] : after) is ('$' or '(')) text.Append('$');
        }

        return text;
    }
}
