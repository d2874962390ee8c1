using System.Text;

namespace Gaia.Templates.Functions.Sprig;

internal static class WordWrap
{
    public static string Wrap(TemplateCall call, string text, long width, string separator, bool breakWords)
    {
        if (width < 1) width = 1;
        if (separator.Length == 0) separator = "\n";
        call.Allow(separator.Length, text.Length / width + 1, text.Length);
        var result = new StringBuilder(text.Length + 32);
        var at = 0;
        while (text.Length - at > width)
        {
            if (text[at] == ' ')
            {
                at++;
                continue;
            }
            var end = (int)(at + width);
            var space = text.LastIndexOf(' ', Math.Min(end, text.Length - 1), Math.Min(end, text.Length - 1) - at + 1);
            if (space >= at)
            {
                result.Append(text, at, space - at).Append(separator);
                at = space + 1;
            }
            else if (breakWords)
            {
                result.Append(text, at, (int)width).Append(separator);
                at += (int)width;
            }
            else
            {
                var next = text.IndexOf(' ', end);
                if (next < 0) break;
                result.Append(text, at, next - at).Append(separator);
                at = next + 1;
            }
        }
        return result.Append(text, at, text.Length - at).ToString();
    }
}
