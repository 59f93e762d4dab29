using System.IO.Compression;
using System.Text;

namespace Classroom.OneRoster.Tests;

/// <summary>Builds archives from texts.</summary>
internal static class Zip
{
    public static MemoryStream Of(params (string Name, string Text)[] files) =>
        OfBytes([.. files.Select(file => (file.Name, Encoding.UTF8.GetBytes(file.Text)))]);

    public static MemoryStream OfBytes(params (string Name, byte[] Bytes)[] files)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        stream.Position = 0;
        return stream;
    }

    public static string Manifest(string version, params (string File, string Mode)[] files) =>
        $"propertyName,value\nmanifest.version,1.0\noneroster.version,{version}\n"
        + string.Concat(files.Select(file => $"file.{file.File},{file.Mode}\n"));

    public static List<(string Name, string Text)> Read(Stream archive)
    {
        using var zip = new ZipArchive(archive, ZipArchiveMode.Read);
        return [.. zip.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
            return (entry.FullName, reader.ReadToEnd());
        })];
    }
}
