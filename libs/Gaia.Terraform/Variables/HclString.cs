using System.Globalization;
using System.Text;

namespace Gaia.Terraform.Variables;

/// <summary>Text as a quoted string of HCL in which nothing is evaluated: <c>a${b} "c"</c> becomes <c>"a\u0024{b} \"c\""</c>.</summary>
internal static class HclString
{
    public static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var opensTemplate = value[i] is '$' or '%' && i + 1 < value.Length && value[i + 1] == '{';
            _ = value[i] switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append(@"\\"),
                '\n' => text.Append(@"\n"),
                var c when opensTemplate || char.IsControl(c) => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                var c => text.Append(c),
            };
        }
        return text.Append('"').ToString();
    }
}
