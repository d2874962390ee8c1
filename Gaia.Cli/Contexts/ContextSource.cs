using System.Text.Json.Serialization;
using Gaia.Contracts;

namespace Gaia.Cli.Contexts;

/// <summary>What chose the context of a command; the first that says something decides.</summary>
[JsonConverter(typeof(CamelCaseEnum<ContextSource>))]
internal enum ContextSource
{
    /// <summary>--context NAME</summary>
    Option,

    /// <summary>GAIA_CONTEXT</summary>
    Variable,

    /// <summary>GAIA_URL</summary>
    Url,

    /// <summary>The current one of the file.</summary>
    Current,

    /// <summary>An AppHost that runs for this checkout.</summary>
    Served,

    /// <summary>There is no context.</summary>
    Nothing,
}
