using System.Text;

namespace Classroom.Testing.Files;

/// <summary>Small PDF files that are ones.</summary>
public static class TestPdf
{
    /// <summary>A file with blank pages; another label, another file.</summary>
    /// <param name="label">ASCII, in one line.</param>
    /// <param name="pages">At least 1.</param>
    /// <param name="trailer">Further members of the trailer.</param>
    public static byte[] Of(string label, int pages = 1, string trailer = "")
    {
        var text = new StringBuilder($"%PDF-1.7\n% {label}\n");
        var places = new List<int>();
        Add("<< /Type /Catalog /Pages 2 0 R >>");
        Add($"<< /Type /Pages /Count {pages} /Kids [{string.Join(' ', Enumerable.Range(3, pages).Select(page => $"{page} 0 R"))}] >>");
        for (var page = 0; page < pages; page++)
        {
            Add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 320 240] >>");
        }

        var table = text.Length;
        text.Append($"xref\n0 {places.Count + 1}\n0000000000 65535 f \n");
        places.ForEach(place => text.Append($"{place:D10} 00000 n \n"));
        text.Append($"trailer << /Size {places.Count + 1} /Root 1 0 R {trailer}>>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(text.ToString());

        void Add(string content)
        {
            places.Add(text.Length);
            text.Append($"{places.Count} 0 obj {content} endobj\n");
        }
    }
}
