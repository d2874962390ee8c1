using System.Text;
using Gaia.Documents.Nodes;
using Gaia.Documents.Yaml;

namespace Gaia.Stacks.Functions;

/// <summary>`!name first "second one" rest`.</summary>
internal sealed record FunctionCall(string Name, string Argument, SourceMark Mark, FunctionScope Scope)
{
    public static FunctionCall Of(StringNode text, FunctionScope scope) =>
        new(YamlFunctions.NameOf(text.Value), YamlFunctions.ArgumentOf(text.Value), text.Mark, scope);

    /// <summary>Words, with single or double quotes kept together; a doubled quote inside stands for one.</summary>
    public IReadOnlyList<string> Words()
    {
        var (words, word, quote, open) = (new List<string>(), new StringBuilder(), '\0', false);
        for (var i = 0; i < Argument.Length; i++)
        {
            var letter = Argument[i];
            if (quote != '\0' && letter == quote && i + 1 < Argument.Length && Argument[i + 1] == quote) word.Append(Argument[++i]);
            else if (quote != '\0' && letter == quote) quote = '\0';
            else if (quote == '\0' && letter is '"' or '\'') (quote, open) = (letter, true);
            else if (quote == '\0' && char.IsWhiteSpace(letter))
            {
                if (word.Length > 0 || open) words.Add(word.ToString());
                (open, word) = (false, word.Clear());
            }
            else word.Append(letter);
        }

        if (word.Length > 0 || open) words.Add(word.ToString());
        return words;
    }

    public StacksInvalidException Invalid(string message, Exception? inner = null) =>
        new("function." + Name[1..], $"{Name}: {message}", Mark, null, inner);

    public StacksInvalidException NotAllowed(string what, OutsideAccess needed) =>
        new("outside." + Name[1..], $"{Name} is not evaluated here: {what} not allowed{OutsideAdvice.Of($"{needed}")}", Mark);
}
