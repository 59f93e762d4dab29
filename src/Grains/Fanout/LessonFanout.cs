using Classroom.Contracts.Ids;
using Classroom.Grains.Abstractions.Lessons;
using Classroom.Grains.Lessons;
using Microsoft.Extensions.Logging;

namespace Classroom.Grains.Fanout;

/// <summary>One lesson's latest entries and the gateways that follow it. Lives in the lesson's turns.</summary>
internal sealed class LessonFanout(LessonId id, long epoch, EntryRing ring, FanoutOptions options, TimeProvider time, LessonMetrics metrics, ILogger logger)
{
    private readonly Dictionary<GatewayId, GatewayPump> _pumps = [];

    public LessonId Id => id;

    public long Head => ring.Last;

    public EntryRing Ring => ring;

    public bool HasGateways => _pumps.Count > 0;

    /// <summary>The lowest fold level of all who follow: no entry may need a higher one.</summary>
    public int FoldLevel => _pumps.Count == 0 ? int.MaxValue : _pumps.Values.Min(pump => pump.FoldLevel);

    /// <summary>Whether another gateway may follow.</summary>
    public bool HasPlaceFor(GatewayId gateway) => _pumps.Count < options.GatewaysMax || _pumps.ContainsKey(gateway);

    /// <summary>Starts pushing what follows the cursor. A pump that the gateway had is replaced.</summary>
    public void Attach(AttachGateway request, long cursor)
    {
        var pump = new GatewayPump(this, request, cursor, time, metrics, logger);
        if (_pumps.TryGetValue(request.Gateway, out var former))
        {
            pump.TakeOver(former);
        }

        _pumps[request.Gateway] = pump;
        pump.Wake();
    }

    /// <summary>Whether the gateway follows. A whole report of it renews its lease.</summary>
    public bool Renew(GatewayId gateway, bool whole)
    {
        if (!_pumps.TryGetValue(gateway, out var pump))
        {
            return false;
        }

        if (whole)
        {
            pump.Renew();
        }

        return true;
    }

    public void Detach(GatewayId gateway)
    {
        if (_pumps.Remove(gateway, out var pump))
        {
            pump.Stop();
        }
    }

    /// <summary>Drops a gateway, and tells it so, in case it lives: it should attach again.</summary>
    public void Drop(GatewayPump pump, string reason)
    {
        pump.Stop();
        if (_pumps.TryGetValue(pump.Gateway, out var current) && current == pump)
        {
            _pumps.Remove(pump.Gateway);
            metrics.PumpDropped(reason);
            pump.Sink.Dropped(id, epoch).Ignore();
        }
    }

    /// <summary>Drops all whose lease ran out.</summary>
    public void Expire(TimeSpan leaseTime)
    {
        foreach (var pump in _pumps.Values.Where(pump => pump.SinceRenewal >= leaseTime).ToList())
        {
            Drop(pump, "expired");
        }
    }

    /// <summary>Drops all: this activation of the lesson goes.</summary>
    public void DropAll(string reason)
    {
        foreach (var pump in _pumps.Values.ToList())
        {
            Drop(pump, reason);
        }
    }

    /// <summary>Wakes the pumps after entries were added to the ring.</summary>
    public void Wake()
    {
        foreach (var pump in _pumps.Values.ToList())
        {
            pump.Wake();
        }
    }

    /// <summary>Who follows, and where to push.</summary>
    public IEnumerable<(GatewayId Gateway, ILessonSink Sink)> Sinks => _pumps.Values.Select(pump => (pump.Gateway, pump.Sink));

    /// <summary>Whether the gateway follows.</summary>
    public bool Has(GatewayId gateway) => _pumps.ContainsKey(gateway);

    internal LessonBatch BatchAfter(long cursor) => new(id, epoch, cursor + 1, ring.ReadAfter(cursor, options.PushBytesMax));
}
