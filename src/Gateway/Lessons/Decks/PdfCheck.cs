using System.Buffers;
using System.Buffers.Text;

namespace Classroom.Gateway.Lessons.Decks;

/// <summary>What is wrong with a PDF file.</summary>
internal enum PdfFault
{
    /// <summary>Its end, or what its end points to, is not that of a PDF: cut off, or another file with a PDF's first bytes.</summary>
    Broken = 1,

    /// <summary>It can be read only with a password, or in a way that is not known here.</summary>
    Encrypted = 2,
}

/// <summary>
/// Looks at the frame of a PDF: whether its end points to a table of objects, and whether that says that the file asks for a password.
/// No more: a full parser of what strangers send has no place in the process that holds the lessons. Drawing is the browser's, in a worker.
/// </summary>
internal static class PdfCheck
{
    private const int TailBytes = 2 * 1024;
    private const int WindowBytes = 64 * 1024;
    private const int DictionaryBytes = 4 * 1024;
    private const int TableBytesMax = 8 * 1024 * 1024;

    private static readonly SearchValues<byte> WhiteSpace = SearchValues.Create(" \r\n\t\0\f"u8);
    private static readonly SearchValues<byte> Numbers = SearchValues.Create("0123456789 "u8);

    /// <summary>What is wrong with the file, or null. Reads at most about 8 MiB of it, or, if it is encrypted, once from its end to where it says how.</summary>
    public static async Task<PdfFault?> FindAsync(Stream file, CancellationToken cancellationToken)
    {
        var tail = await ReadAsync(file, Math.Max(0, file.Length - TailBytes), TailBytes, cancellationToken);
        if (TableAt(tail) is not { } at || at <= 0 || at >= file.Length)
        {
            return PdfFault.Broken;
        }

        var window = await ReadAsync(file, at, WindowBytes, cancellationToken);
        var start = window.AsMemory(Blanks(window));
        if (start.Span.StartsWith("xref"u8))
        {
            return await AfterTableAsync(file, at, cancellationToken);
        }

        // A stream of references: its dictionary, which is never compressed, stands where a trailer's would.
        var end = start.Span.IndexOf("stream"u8);
        return end < 0 || !StartsObject(start.Span) ? PdfFault.Broken : await JudgeAsync(file, start[..end], cancellationToken);
    }

    /// <summary>The offset that the last <c>startxref</c> names.</summary>
    private static long? TableAt(ReadOnlySpan<byte> tail)
    {
        var found = tail.LastIndexOf("startxref"u8);
        if (found < 0)
        {
            return null;
        }

        var rest = tail[(found + "startxref"u8.Length)..];
        return Utf8Parser.TryParse(rest[Blanks(rest)..], out long at, out _) ? at : null;
    }

    /// <summary>Finds the trailer behind a table, however long that is.</summary>
    private static async Task<PdfFault?> AfterTableAsync(Stream file, long at, CancellationToken cancellationToken)
    {
        // Windows overlap, so that no word is cut in two.
        for (var from = at; from < file.Length && from - at < TableBytesMax; from += WindowBytes / 2)
        {
            var window = await ReadAsync(file, from, WindowBytes, cancellationToken);
            var trailer = window.AsSpan().IndexOf("trailer"u8);
            if (trailer >= 0 && trailer < WindowBytes / 2)
            {
                var rest = window.AsMemory(trailer);
                return await JudgeAsync(file, rest.Span.IndexOf("startxref"u8) is var end && end < 0 ? rest : rest[..end], cancellationToken);
            }
        }

        return PdfFault.Broken;
    }

    private static async Task<PdfFault?> JudgeAsync(Stream file, ReadOnlyMemory<byte> trailer, CancellationToken cancellationToken)
    {
        var encrypt = trailer.Span.IndexOf("/Encrypt"u8);
        if (encrypt < 0)
        {
            return trailer.Span.IndexOf("/Root"u8) < 0 ? PdfFault.Broken : null;
        }

        // The dictionary stands here, or in an object of its own, which is never compressed.
        var how = trailer[(encrypt + "/Encrypt".Length)..];
        how = how[Blanks(how.Span)..];
        if (!how.Span.StartsWith("<<"u8))
        {
            how = await FindObjectAsync(file, how, cancellationToken);
        }

        var id = trailer.Span.IndexOf("/ID"u8) is var at && at < 0 ? [] : PdfText.FirstString(trailer.Span[(at + "/ID".Length)..]);
        return PdfPassword.OpensWithout(how.Span, id) ? null : PdfFault.Encrypted;
    }

    /// <summary>What stands behind the last <c>4 0 obj</c> that a reference such as <c>4 0 R</c> names; nothing if there is none.</summary>
    private static async Task<ReadOnlyMemory<byte>> FindObjectAsync(Stream file, ReadOnlyMemory<byte> reference, CancellationToken cancellationToken)
    {
        var end = reference.Span.IndexOf((byte)'R');
        if (end is < 4 or > 20 || reference.Span[..end].IndexOfAnyExcept(Numbers) >= 0)
        {
            return default;
        }

        byte[] name = [.. reference.Span[..end].TrimEnd((byte)' '), .. " obj"u8];
        for (var from = Math.Max(0, file.Length - WindowBytes); ; from = Math.Max(0, from - (WindowBytes / 2)))
        {
            var window = await ReadAsync(file, from, WindowBytes, cancellationToken);
            var found = window.AsSpan().LastIndexOf(name);
            while (found > 0 && char.IsAsciiDigit((char)window[found - 1]))
            {
                found = window.AsSpan(0, found).LastIndexOf(name); // That was 14 0 obj.
            }

            if (found >= 0)
            {
                return await ReadAsync(file, from + found + name.Length, DictionaryBytes, cancellationToken);
            }

            if (from == 0)
            {
                return default;
            }
        }
    }

    /// <summary>Whether it begins like <c>12 0 obj</c>.</summary>
    private static bool StartsObject(ReadOnlySpan<byte> text) =>
        text.IndexOfAnyExcept(Numbers) is > 3 and var word && text[word..].StartsWith("obj"u8);

    private static int Blanks(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(WhiteSpace) is var first && first < 0 ? text.Length : first;

    private static async Task<byte[]> ReadAsync(Stream file, long from, int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[Math.Min(count, file.Length - from)];
        file.Position = from;
        var read = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return bytes[..read];
    }
}
