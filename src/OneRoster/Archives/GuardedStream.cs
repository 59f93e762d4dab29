using System.IO.Compression;
using System.IO.Hashing;
using Classroom.Contracts.Rosters;

namespace Classroom.OneRoster.Archives;

/// <summary>One file of an archive as it unpacks: counted against the limits, never trusting what its header says of its size.</summary>
internal sealed class GuardedStream(ZipArchiveEntry entry, UnpackBudget budget, int ratioMax) : Stream
{
    /// <summary>A file below this is no trap, whatever it was packed to. Unit: bytes.</summary>
    private const long RatioFloorBytes = 1 << 20;

    private readonly Stream _inner = entry.Open();
    private readonly Crc32 _crc = new();
    private long _length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var read = ReadInner(buffer);
        if (read == 0)
        {
            if (buffer.Length > 0 && (_crc.GetCurrentHashAsUInt32() != entry.Crc32 || _length != entry.Length))
            {
                throw new ArchiveFaultException(RosterFaultCode.ArchiveBroken, entry.FullName);
            }

            return 0;
        }

        if (_length == 0 && IsUtf16(buffer[..read]))
        {
            throw new ArchiveFaultException(RosterFaultCode.EncodingUtf16, entry.FullName, line: 1);
        }

        _length += read;
        _crc.Append(buffer[..read]);
        if (_length > RatioFloorBytes && _length > ratioMax * entry.CompressedLength)
        {
            throw new ArchiveFaultException(RosterFaultCode.CompressionRatioTooHigh, entry.FullName);
        }

        if (!budget.TryTake(read))
        {
            throw new ArchiveFaultException(RosterFaultCode.UnpackedTooLarge, entry.FullName);
        }

        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>By its byte order mark, or by the zero byte in its first character: no file here begins with one.</summary>
    private static bool IsUtf16(ReadOnlySpan<byte> start) =>
        start.Length >= 2 && ((start[0], start[1]) is (0xFF, 0xFE) or (0xFE, 0xFF) || start[0] == 0 || start[1] == 0);

    private int ReadInner(Span<byte> buffer)
    {
        try
        {
            return _inner.Read(buffer);
        }
        catch (InvalidDataException exception)
        {
            throw new ArchiveFaultException(RosterFaultCode.ArchiveBroken, entry.FullName, inner: exception);
        }
    }
}

/// <summary>Bytes that an archive may still unpack to.</summary>
internal sealed class UnpackBudget(long bytesMax)
{
    private long _left = bytesMax;

    public bool TryTake(int bytes) => (_left -= bytes) >= 0;
}
