using System.Text;
using Gaia.Manifests.Model;
using Gaia.Manifests.Objects.Pods;

namespace Gaia.Manifests.Writing.Machines;

/// <summary>Secrets are variables of compose itself, read from `.env` beside its file.</summary>
internal static class ComposeSecrets
{
    /// <summary>`user`: `SECRET_USER`, as in a container of a cluster. Compose takes the shell's variables before those of `.env`, and no shell has that one.</summary>
    public static string Variable(string key) => ContainerText.VariableOf(key);

    /// <summary>A dollar that is meant is written twice. Compose refuses to start without a secret.</summary>
    public static string Text(Value value) => string.Concat(value.Parts.Select(part => part switch
    {
        SecretPart secret => $"${{{Variable(secret.Key)}:?is missing in .env}}",
        TextPart text => Text(text.Text),
        _ => throw new InvalidOperationException($"{part.GetType().Name} has no text."),
    }));

    public static string Text(string text) => text.Replace("$", "$$", StringComparison.Ordinal);

    public static string File(AppModel model)
    {
        var text = new StringBuilder("# Secrets of compose.yaml.\n");
        foreach (var secret in model.Secrets) text.Append($"{Variable(secret.Key)}={Quoted(secret.Text ?? "")}\n");
        return text.ToString();
    }

    // Single quotes keep everything but themselves.
    private static string Quoted(string text) => text.Contains('\'')
        ? $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("$", "\\$", StringComparison.Ordinal)}\""
        : $"'{text}'";
}
