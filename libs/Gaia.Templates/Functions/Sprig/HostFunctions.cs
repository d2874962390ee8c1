using System.Net;
using System.Text;
using Gaia.Documents.Nodes;

namespace Gaia.Templates.Functions.Sprig;

/// <summary>Functions that see the machine; each is refused unless the host is opened for it.</summary>
internal static class HostFunctions
{
    public static void AddTo(FunctionTable table)
    {
        table.Add("env", 1, call => Make.Text(Environment(call).GetValueOrDefault(call.String(0), "")));
        table.Add("expandenv", 1, call => Make.Text(Expand(call.String(0), Environment(call))));
        table.Add("getHostByName", 1, Lookup);
    }

    public static IReadOnlyDictionary<string, string> Environment(TemplateCall call) =>
        call.Options.Host.Environment ?? throw call.Fail($"reading environment variables is not allowed here{call.Options.Host.HowToAllow("Environment")}");

    /// <summary>Go's os.Expand: $NAME and ${NAME}.</summary>
    public static string Expand(string text, IReadOnlyDictionary<string, string> environment)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '$' || i + 1 >= text.Length)
            {
                result.Append(text[i]);
                continue;
            }
            var braced = text[i + 1] == '{';
            var start = i + (braced ? 2 : 1);
            var stop = start;
            while (stop < text.Length && (braced ? text[stop] != '}' : char.IsAsciiLetterOrDigit(text[stop]) || text[stop] == '_')) stop++;
            if (stop == start || braced && stop == text.Length) continue;
            result.Append(environment.GetValueOrDefault(text[start..stop], ""));
            i = braced ? stop : stop - 1;
        }
        return result.ToString();
    }

    private static StringNode Lookup(TemplateCall call)
    {
        if (!call.Options.Host.Network) throw call.Fail($"looking up host names is not allowed here{call.Options.Host.HowToAllow("RemoteFiles")}");
        try
        {
            var addresses = Dns.GetHostAddresses(call.String(0));
            return Make.Text(addresses.Length == 0 ? "" : addresses[0].ToString());
        }
        catch (System.Net.Sockets.SocketException)
        {
            return Make.Text("");
        }
    }
}
