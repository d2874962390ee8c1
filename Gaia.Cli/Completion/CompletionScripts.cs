namespace Gaia.Cli.Completion;

/// <summary>Each asks `gaia "[suggest:POS]" "LINE"`, which knows stacks, components and custom commands.</summary>
internal static class CompletionScripts
{
    public const string Bash = """
        # gaia completion for bash: source <(gaia completion bash)
        _gaia() {
          local IFS=$'\n' line="${COMP_LINE:0:COMP_POINT}" word="${COMP_WORDS[COMP_CWORD]}"
          COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${#line}]" "$line" 2>/dev/null)" -- "$word"))
        }
        complete -o default -F _gaia gaia

        """;

    public const string Zsh = """
        #compdef gaia
        # gaia completion for zsh: source <(gaia completion zsh)
        _gaia() {
          local line="${BUFFER[1,CURSOR]}"
          local -a words_found
          words_found=("${(@f)$(gaia "[suggest:${#line}]" "$line" 2>/dev/null)}")
          compadd -- "${words_found[@]}"
        }
        compdef _gaia gaia

        """;

    public const string Fish = """
        # gaia completion for fish: gaia completion fish | source
        function __gaia_suggest
          set -l line (commandline -cp)
          gaia "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c gaia -f -a '(__gaia_suggest)'

        """;
}
