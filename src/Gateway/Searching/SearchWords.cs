using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Classroom.Gateway.Office;

/// <summary>Makes words comparable: capitals, accents and what joins the parts of a name do not matter.</summary>
/// <remarks>Has its own table: this program carries no data of languages, and the framework without them normalizes nothing.</remarks>
internal static class SearchWords
{
    /// <summary>Each letter, followed by those that count as it.</summary>
    private static readonly string[] Groups =
    [
        "aàáâãäåāăąǎḁạảấầẩẫậắằẳẵặ",
        "bḃḅḇ",
        "cçćĉċčḉ",
        "dďḋḍḏḑḓđð",
        "eèéêëēĕėęěḕḗḙḛḝẹẻẽếềểễệ",
        "fḟ",
        "gĝğġģḡ",
        "hĥḣḥḧḩḫẖħ",
        "iìíîïĩīĭįǐḭḯỉịı",
        "jĵ",
        "kķḱḳḵ",
        "lĺļľḷḹḻḽł",
        "mḿṁṃ",
        "nñńņňṅṇṉṋ",
        "oòóôõöōŏőǒơṍṏṑṓọỏốồổỗộớờởỡợø",
        "pṕṗ",
        "rŕŗřṙṛṝṟ",
        "sśŝşšșṡṣṥṧṩ",
        "tţťțṫṭṯṱẗŧ",
        "uùúûüũūŭůűųǔǖǘǚǜưṳṵṷṹṻụủứừửữự",
        "vṽṿ",
        "wŵẁẃẅẇẉẘ",
        "xẋẍ",
        "yýÿŷẏẙỳỵỷỹ",
        "zźżžẑẓẕ",
    ];

    private static readonly FrozenDictionary<char, string> Bases = Groups
        .SelectMany(group => group.Skip(1).Select(letter => KeyValuePair.Create(letter, group[..1])))
        .Concat([new('æ', "ae"), new('œ', "oe"), new('ß', "ss"), new('þ', "th"), new('’', "'")])
        .ToFrozenDictionary();

    /// <summary>The text without capitals, accents and combining marks.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text.ToLowerInvariant())
        {
            if (char.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(Bases.TryGetValue(letter, out var known) ? known : letter);
            }
        }

        return folded.ToString();
    }

    /// <summary>The words of a text; one that has an @ stays whole.</summary>
    public static ImmutableArray<string> Of(string text) =>
    [
        .. Fold(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SelectMany(word => word.Contains('@', StringComparison.Ordinal)
            ? [word]
            : word.Split(['-', '\'', '.', ',', '(', ')'], StringSplitOptions.RemoveEmptyEntries)),
    ];
}
