using System.Buffers;
using System.Globalization;
using System.Text;

namespace Classroom.Gateway.Lessons.Decks;

/// <summary>Reads the few values of a PDF dictionary that tell how the file is encrypted: numbers, names, strings and booleans of its first level.</summary>
/// <remarks>Goes over its bytes once, forward, without recursion: whatever they are, it ends.</remarks>
internal ref struct PdfText(ReadOnlySpan<byte> bytes)
{
    private static readonly SearchValues<byte> Ends = SearchValues.Create(" \t\r\n\f\0/<>[]()"u8);

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;
    private int _depth;

    /// <summary>The members of the dictionary that begins here, by name; what is neither of those kinds, or deeper, is left out. A name counts once, as it stands first.</summary>
    public static Dictionary<string, object> ReadDictionary(ReadOnlySpan<byte> bytes)
    {
        var text = new PdfText(bytes);
        var members = new Dictionary<string, object>(StringComparer.Ordinal);
        string? name = null;
        while (text.Next(out var token) && text._depth > 0)
        {
            if (text._depth > 1 || token is null)
            {
                name = null;
            }
            else if (name is null)
            {
                name = (token as PdfName)?.Text;
            }
            else
            {
                members.TryAdd(name, token);
                name = null;
            }
        }

        return members;
    }

    /// <summary>The first string from here on, or nothing.</summary>
    public static byte[] FirstString(ReadOnlySpan<byte> bytes)
    {
        var text = new PdfText(bytes);
        while (text.Next(out var token))
        {
            if (token is byte[] found)
            {
                return found;
            }
        }

        return [];
    }

    /// <summary>The next token: a number, a name, a string; null for every other. False at the end.</summary>
    private bool Next(out object? token)
    {
        token = null;
        while (_at < _bytes.Length && _bytes[_at] <= (byte)' ')
        {
            _at++;
        }

        if (_at >= _bytes.Length)
        {
            return false;
        }

        var (first, second) = (_bytes[_at], _at + 1 < _bytes.Length ? _bytes[_at + 1] : (byte)0);
        switch ((char)first, (char)second)
        {
            case ('<', '<'):
                (_at, _depth) = (_at + 2, _depth + 1);
                break;
            case ('>', '>'):
                (_at, _depth) = (_at + 2, _depth - 1);
                break;
            case ('<', _):
                token = Hex();
                break;
            case ('(', _):
                token = Literal();
                break;
            case ('[' or ']' or '>' or ')', _):
                _at++;
                break;
            default:
                token = Word();
                break;
        }

        return true;
    }

    private object? Word()
    {
        var rest = _bytes[(_at + 1)..];
        var end = rest.IndexOfAny(Ends);
        var word = Encoding.Latin1.GetString(_bytes.Slice(_at, 1 + (end < 0 ? rest.Length : end)));
        _at += word.Length;
        return word[0] == '/' ? new PdfName(word[1..])
            : long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
            : word is "true" or "false" ? word == "true"
            : null;
    }

    private byte[] Hex()
    {
        var digits = new StringBuilder();
        for (_at++; _at < _bytes.Length && _bytes[_at] != (byte)'>'; _at++)
        {
            if (char.IsAsciiHexDigit((char)_bytes[_at]))
            {
                digits.Append((char)_bytes[_at]);
            }
        }

        _at++;
        return Convert.FromHexString((digits.Length % 2 == 0 ? digits : digits.Append('0')).ToString());
    }

    private byte[] Literal()
    {
        var content = new List<byte>();
        var open = 1;
        for (_at++; _at < _bytes.Length; _at++)
        {
            var one = _bytes[_at];
            if (one == (byte)'\\')
            {
                Escaped(content);
                continue;
            }

            open += one == (byte)'(' ? 1 : one == (byte)')' ? -1 : 0;
            if (open == 0)
            {
                _at++;
                break;
            }

            content.Add(one);
        }

        return [.. content];
    }

    /// <summary>What stands for something else, of which the last byte is left for the caller to pass.</summary>
    private void Escaped(List<byte> content)
    {
        if (++_at >= _bytes.Length)
        {
            return;
        }

        var (value, digits) = (0, 0);
        while (digits < 3 && _at + digits < _bytes.Length && _bytes[_at + digits] is >= (byte)'0' and <= (byte)'7')
        {
            value = (value * 8) + _bytes[_at + digits++] - '0';
        }

        if (digits > 0)
        {
            content.Add((byte)value);
            _at += digits - 1;
            return;
        }

        var meant = (char)_bytes[_at] switch
        {
            'n' => (byte)'\n',
            'r' => (byte)'\r',
            't' => (byte)'\t',
            'b' => (byte)'\b',
            'f' => (byte)'\f',
            _ => _bytes[_at],
        };
        if (meant is not ((byte)'\n' or (byte)'\r') || (char)_bytes[_at] is 'n' or 'r')
        {
            content.Add(meant); // A line that goes on in the next one has no end of its own.
        }
        else if (_bytes[_at] == (byte)'\r' && _at + 1 < _bytes.Length && _bytes[_at + 1] == (byte)'\n')
        {
            _at++;
        }
    }
}

/// <summary>A name in a PDF.</summary>
internal sealed record PdfName(string Text);
