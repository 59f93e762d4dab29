namespace Classroom.Gateway.Lessons.Frames;

/// <summary>Where one frame of entries ends: the one rule for those from the ring and those from the log.</summary>
/// <param name="bytesMax">Most bytes of entries that are seen, unless it is one entry.</param>
internal struct FrameCut(int bytesMax)
{
    /// <summary>Most entries of one frame, seen or not.</summary>
    public const int EntriesMax = 64;

    private int _entries;
    private int _bytes;

    /// <summary>Adds an entry that fits.</summary>
    /// <param name="bytes">Its size; 0 if the viewer does not see it.</param>
    public void Add(int bytes)
    {
        _entries++;
        _bytes += bytes;
    }

    /// <summary>Whether an entry may still go into the frame; for all viewers alike, whether or not they see it.</summary>
    public readonly bool Fits(int bytes) => _entries == 0 || (_entries < EntriesMax && _bytes + bytes <= bytesMax);
}
