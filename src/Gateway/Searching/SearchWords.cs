using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace Classroom.Gateway.Searching;

/// <summary>Makes words comparable: capitals, accents and what joins the parts of a name do not matter.</summary>
/// <remarks>
/// Has its own table: this program carries no data of languages, and the framework without them normalizes nothing. A letter
/// with its accent in one character and in two come to the same. Marks that are vowels, as in Thai or Hindi, stay: without
/// them words are others.
/// </remarks>
internal static class SearchWords
{
    /// <summary>Each letter, followed by those that count as it.</summary>
    private static readonly string[] Groups =
    [
        "aàáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ",
        "bḃḅḇ",
        "cçćĉċčḉ",
        "dďḋḍḏḑḓđð",
        "eèéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ",
        "fḟ",
        "gĝğġģǧǵḡ",
        "hĥȟḣḥḧḩḫẖħ",
        "iìíîïĩīĭįǐȉȋḭḯỉịıİ",
        "jĵǰ",
        "kķǩḱḳḵ",
        "lĺļľḷḹḻḽł",
        "mḿṁṃ",
        "nñńņňǹṅṇṉṋ",
        "oòóôõöōŏőǒǫǭȍȏȫȭȯȱơṍṏṑṓọỏốồổỗộớờởỡợøǿ",
        "pṕṗ",
        "rŕŗřȑȓṙṛṝṟ",
        "sśŝşšșṡṣṥṧṩ",
        "tţťțṫṭṯṱẗŧ",
        "uùúûüũūŭůűųǔǖǘǚǜȕȗưṳṵṷṹṻụủứừửữự",
        "vṽṿ",
        "wŵẁẃẅẇẉẘ",
        "xẋẍ",
        "yýÿŷȳẏẙỳỵỷỹ",
        "zźżžẑẓẕ",
        "αάἀἁἂἃἄἅἆἇὰάᾀᾁᾂᾃᾄᾅᾆᾇᾰᾱᾲᾳᾴᾶᾷ",
        "εέἐἑἒἓἔἕὲέ",
        "ηήἠἡἢἣἤἥἦἧὴήᾐᾑᾒᾓᾔᾕᾖᾗῂῃῄῆῇ",
        "ιΐίϊἰἱἲἳἴἵἶἷὶίῐῑῒΐῖῗ",
        "οόὀὁὂὃὄὅὸό",
        "ρῤῥ",
        "σς",
        "υΰϋύὐὑὒὓὔὕὖὗὺύῠῡῢΰῦῧ",
        "ωώὠὡὢὣὤὥὦὧὼώᾠᾡᾢᾣᾤᾥᾦᾧῲῳῴῶῷ",
        "аӑӓ",
        "гѓ",
        "еѐёӗ",
        "жӂӝ",
        "зӟ",
        "ийѝӣӥ",
        "ії",
        "кќ",
        "оӧ",
        "уўӯӱӳ",
        "чӵ",
        "ыӹ",
        "эӭ",
        "\u0627\u0622\u0623\u0625\u0671", // Alef and what it carries.
        "\u0648\u0624",
        "\u064a\u0626",
    ];

    private static readonly FrozenDictionary<char, string> Bases = Groups
        .SelectMany(group => group.Skip(1).Select(letter => KeyValuePair.Create(letter, group[..1])))
        .Concat([new('æ', "ae"), new('ǣ', "ae"), new('ǽ', "ae"), new('œ', "oe"), new('ß', "ss"), new('þ', "th"), new('’', "'")])
        .ToFrozenDictionary();

    /// <summary>The text without capitals, accents and what is not seen; every space in it is a plain one.</summary>
    public static string Fold(string text)
    {
        var lower = text.ToLowerInvariant();
        if (Ascii.IsValid(lower))
        {
            return lower.ReplaceLineEndings(" ").Replace('\t', ' ');
        }

        var folded = new StringBuilder(lower.Length);
        foreach (var letter in lower)
        {
            if (char.IsWhiteSpace(letter))
            {
                folded.Append(' ');
            }
            else if (letter < 0x80)
            {
                folded.Append(letter);
            }
            else if (!IsMark(letter))
            {
                folded.Append(Bases.TryGetValue(letter, out var known) ? known : letter);
            }
        }

        return folded.ToString();
    }

    /// <summary>What is written upon a letter or is not seen at all, and makes no other word.</summary>
    private static bool IsMark(char letter) => letter
        is (>= '\u0300' and <= '\u036f') or (>= '\u1ab0' and <= '\u1aff') or (>= '\u1dc0' and <= '\u1dff') or (>= '\u20d0' and <= '\u20ff') or (>= '\ufe20' and <= '\ufe2f') // Combining.
        or (>= '\u0591' and <= '\u05bd') or '\u05bf' or '\u05c1' or '\u05c2' or '\u05c4' or '\u05c5' or '\u05c7' // Hebrew points.
        or (>= '\u0610' and <= '\u061a') or '\u0640' or (>= '\u064b' and <= '\u065f') or '\u0670' or (>= '\u06d6' and <= '\u06dc') or (>= '\u06df' and <= '\u06e8') or (>= '\u06ea' and <= '\u06ed') // Arabic vowels, and the stretching of a word.
        or '\u00ad' or (>= '\u200b' and <= '\u200f') or '\u2060' or '\ufeff' or (>= '\ufe00' and <= '\ufe0f'); // Soft hyphens, joiners, and how an emoji is to look.

    /// <summary>The words of a text; one that has an @ stays whole.</summary>
    public static ImmutableArray<string> Of(string text) =>
    [
        .. Fold(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SelectMany(word => word.Contains('@', StringComparison.Ordinal)
            ? [word]
            : word.Split(['-', '\'', '.', ',', '(', ')'], StringSplitOptions.RemoveEmptyEntries)),
    ];
}
