using System.Text;

namespace Classroom.Rehearsal.Playing;

/// <summary>Small files to show.</summary>
internal static class Decks
{
    private static ReadOnlySpan<byte> OnePixel =>
    [
        0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A,
        0, 0, 0, 13, (byte)'I', (byte)'H', (byte)'D', (byte)'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1F, 0x15, 0xC4, 0x89,
        0, 0, 0, 13, (byte)'I', (byte)'D', (byte)'A', (byte)'T', 0x78, 0x9C, 0x63, 0xF8, 0xCF, 0xC0, 0xF0, 0x1F, 0, 5, 0, 1, 0xFF, 0x56, 0xC7, 0x2F, 0x0D,
        0, 0, 0, 0, (byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xAE, 0x42, 0x60, 0x82,
    ];

    public static IEnumerable<(byte[] File, string Type, string Title, int Pages)> All =>
    [
        (BlankPages(5), "application/pdf", "cours", 5),
        (OnePixel.ToArray(), "image/png", "image", 1),
    ];

    /// <summary>One that is brought by mistake.</summary>
    public static (byte[] File, string Type, string Title, int Pages) Mistaken => (BlankPages(2), "application/pdf", "brouillon", 2);

    private static byte[] BlankPages(int count)
    {
        var text = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        Add("<< /Type /Catalog /Pages 2 0 R >>");
        Add($"<< /Type /Pages /Count {count} /Kids [{string.Join(' ', Enumerable.Range(3, count).Select(page => $"{page} 0 R"))}] >>");
        for (var page = 0; page < count; page++)
        {
            Add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 320 240] >>");
        }

        var table = text.Length;
        text.Append($"xref\n0 {places.Count + 1}\n0000000000 65535 f \n");
        places.ForEach(place => text.Append($"{place:D10} 00000 n \n"));
        text.Append($"trailer << /Size {places.Count + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(text.ToString());

        void Add(string content)
        {
            places.Add(text.Length);
            text.Append($"{places.Count} 0 obj {content} endobj\n");
        }
    }
}
