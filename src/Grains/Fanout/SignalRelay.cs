using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Grains.Abstractions.Lessons;
using Classroom.Grains.Lessons;

namespace Classroom.Grains.Fanout;

/// <summary>Fleeting signals on their way to the other gateways: of each kind and person the latest wins; above a bound they are dropped.</summary>
internal sealed class SignalRelay(LessonFanout fanout, FanoutOptions options, LessonMetrics metrics)
{
    private readonly Dictionary<(ParticipantId By, Type Kind), (GatewayId From, SignalBy Signal)> _latest = [];

    /// <summary>Whether a relay is due.</summary>
    public bool HasSignals => _latest.Count > 0;

    /// <summary>Takes signals of a gateway that follows the lesson.</summary>
    public void Take(RelaySignals request)
    {
        if (!fanout.Has(request.Gateway))
        {
            return;
        }

        foreach (var signal in request.Signals)
        {
            var key = (signal.By, signal.Signal.GetType());
            if (_latest.Count >= options.SignalsMax && !_latest.ContainsKey(key))
            {
                metrics.SignalDropped();
                continue;
            }

            _latest[key] = (request.Gateway, signal);
        }
    }

    /// <summary>Hands every gateway the signals of the others. One way: nobody waits, and what is lost is lost.</summary>
    public void Relay()
    {
        foreach (var (gateway, sink) in fanout.Sinks)
        {
            var signals = _latest.Values.Where(latest => latest.From != gateway).Select(latest => latest.Signal).ToImmutableArray();
            if (!signals.IsEmpty)
            {
                sink.Relay(fanout.Id, signals).Ignore();
            }
        }

        _latest.Clear();
    }
}
