namespace Classroom.Gateway.Lessons.Decks;

/// <summary>The formats a deck can have, told by its first bytes: never by what the sender calls it.</summary>
internal sealed record DeckFormat(string MediaType, bool HasPages)
{
    /// <summary>How many first bytes it takes to tell.</summary>
    public const int HeadBytes = 12;

    private static readonly DeckFormat Pdf = new("application/pdf", HasPages: true);
    private static readonly DeckFormat Png = new("image/png", HasPages: false);
    private static readonly DeckFormat Jpeg = new("image/jpeg", HasPages: false);
    private static readonly DeckFormat WebP = new("image/webp", HasPages: false);

    /// <summary>What a deck can be.</summary>
    public static readonly string[] MediaTypes = [Pdf.MediaType, Png.MediaType, Jpeg.MediaType, WebP.MediaType];

    private static ReadOnlySpan<byte> PngHead => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> JpegHead => [0xFF, 0xD8, 0xFF];

    /// <summary>The format of a file that begins so; null for none of them.</summary>
    public static DeckFormat? Of(ReadOnlySpan<byte> head) =>
        head.StartsWith("%PDF-"u8) ? Pdf
        : head.StartsWith(PngHead) ? Png
        : head.StartsWith(JpegHead) ? Jpeg
        : head.Length >= HeadBytes && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8) ? WebP
        : null;

    /// <summary>Reads as many first bytes as it takes to tell, or all there are.</summary>
    public static async Task<byte[]> ReadHeadAsync(Stream content, CancellationToken cancellationToken)
    {
        var head = new byte[HeadBytes];
        var read = await content.ReadAtLeastAsync(head, HeadBytes, throwOnEndOfStream: false, cancellationToken);
        return head[..read];
    }
}
