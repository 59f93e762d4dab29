using Classroom.Contracts.Lessons;
using Classroom.Gateway.Lessons.Following;
using Microsoft.AspNetCore.SignalR;

namespace Classroom.Gateway.Lessons.Frames;

/// <summary>Frames of the current head, shared by all connections that see the same of the same range. Not thread-safe.</summary>
/// <remarks>Emptied when the head moves: then every new frame ends elsewhere. So it holds no more frames than there are connections.</remarks>
internal sealed class FrameCache(LessonRing ring, int bytesMax)
{
    private readonly Dictionary<(long From, long To, ulong Seen), SerializedHubMessage> _frames = [];
    private readonly List<ReadOnlyMemory<byte>> _parts = new(FrameCut.EntriesMax);
    private long _head;

    /// <summary>The next frame for a viewer who covers everything before <paramref name="from"/>.</summary>
    /// <param name="from">First sequence to cover; held by the ring.</param>
    /// <param name="until">Last sequence to cover, if it fits.</param>
    /// <param name="viewer">Who looks.</param>
    /// <param name="to">Last sequence covered.</param>
    /// <param name="isBlank">Whether there is nothing in it for this viewer.</param>
    public SerializedHubMessage Next(long from, long until, Viewer viewer, out long to, out bool isBlank)
    {
        if (_head != ring.Last)
        {
            _frames.Clear();
            _head = ring.Last;
        }

        var (seen, cut) = (0ul, new FrameCut(bytesMax)); // What may be seen is one bit each: no more than 64 entries.
        for (to = from; ; to++)
        {
            var entry = ring[to];
            var isSeen = entry.Audience.Includes(viewer);
            cut.Add(isSeen ? entry.Json.Length : 0);
            if (isSeen)
            {
                seen |= 1ul << (int)(to - from);
            }

            if (to == until || !cut.Fits(ring[to + 1].Json.Length))
            {
                break;
            }
        }

        isBlank = seen == 0;
        if (!_frames.TryGetValue((from, to, seen), out var frame))
        {
            _frames[(from, to, seen)] = frame = Encode(from, to, seen);
        }

        return frame;
    }

    /// <summary>Forgets all frames: what they hold was replaced.</summary>
    public void Clear() => _frames.Clear();

    private SerializedHubMessage Encode(long from, long to, ulong seen)
    {
        _parts.Clear();
        for (var sequence = from; sequence <= to; sequence++)
        {
            if ((seen & (1ul << (int)(sequence - from))) != 0)
            {
                _parts.Add(ring[sequence].Json);
            }
        }

        return HubFrame.Entries(ring[to].Epoch, from, to, _parts);
    }
}
