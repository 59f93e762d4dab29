using System.Buffers.Binary;
using Classroom.Contracts.Rosters;

namespace Classroom.OneRoster.Archives;

/// <summary>Looks at a zip's directory before the framework reads it whole into memory.</summary>
/// <remarks>The count in the end record may lie; the headers are counted one by one, as the framework will.</remarks>
internal static class ZipDirectory
{
    private const int EndBytes = 22;
    private const int HeaderBytes = 46;
    private const int CommentBytesMax = ushort.MaxValue;

    /// <exception cref="ArchiveFaultException">It is not a zip, has too many entries, or entries that cannot be read.</exception>
    public static void Check(Stream zip, int entriesMax)
    {
        var end = FindEnd(zip);
        var announced = BinaryPrimitives.ReadUInt16LittleEndian(end.AsSpan(10));
        var offset = BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(16));
        if (announced == ushort.MaxValue || offset == uint.MaxValue)
        {
            throw new ArchiveFaultException(RosterFaultCode.ArchiveZip64);
        }

        zip.Position = offset;
        Span<byte> header = stackalloc byte[HeaderBytes];
        for (var count = 0; ; count++)
        {
            if (zip.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes || !header.StartsWith("PK\u0001\u0002"u8))
            {
                if (count != announced)
                {
                    throw new ArchiveFaultException(RosterFaultCode.ArchiveBroken);
                }

                return;
            }

            if (count == entriesMax)
            {
                throw new ArchiveFaultException(RosterFaultCode.TooManyEntries);
            }

            CheckEntry(header);
            zip.Position += BinaryPrimitives.ReadUInt16LittleEndian(header[28..])
                + BinaryPrimitives.ReadUInt16LittleEndian(header[30..])
                + BinaryPrimitives.ReadUInt16LittleEndian(header[32..]);
        }
    }

    private static void CheckEntry(ReadOnlySpan<byte> header)
    {
        const int Encrypted = 1 << 0;
        const int EncryptedStrongly = 1 << 6;
        if ((BinaryPrimitives.ReadUInt16LittleEndian(header[8..]) & (Encrypted | EncryptedStrongly)) != 0)
        {
            throw new ArchiveFaultException(RosterFaultCode.ArchiveEncrypted);
        }

        const int Stored = 0;
        const int Deflated = 8;
        if (BinaryPrimitives.ReadUInt16LittleEndian(header[10..]) is not (Stored or Deflated))
        {
            throw new ArchiveFaultException(RosterFaultCode.CompressionUnknown);
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(header[20..]) == uint.MaxValue || BinaryPrimitives.ReadUInt32LittleEndian(header[24..]) == uint.MaxValue)
        {
            throw new ArchiveFaultException(RosterFaultCode.ArchiveZip64);
        }
    }

    private static byte[] FindEnd(Stream zip)
    {
        var tail = new byte[Math.Min(zip.Length, EndBytes + CommentBytesMax)];
        zip.Position = zip.Length - tail.Length;
        zip.ReadExactly(tail);
        var at = tail.Length < EndBytes ? -1 : tail.AsSpan(0, tail.Length - EndBytes + 4).LastIndexOf("PK\u0005\u0006"u8);
        return at < 0 ? throw new ArchiveFaultException(RosterFaultCode.ArchiveBroken) : tail[at..(at + EndBytes)];
    }
}
