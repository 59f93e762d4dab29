using System.Diagnostics;
using System.Diagnostics.Metrics;
using Classroom.Contracts.Hub;
using Classroom.Contracts.Json;
using Classroom.Contracts.Lessons;

namespace Classroom.Gateway.Lessons;

/// <summary>Counts what happens in the live lessons of this gateway.</summary>
internal sealed class LessonMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Classroom.Gateway.Lessons";

    private readonly Counter<long> _closed;
    private readonly Counter<long> _stalled;
    private readonly Counter<long> _frames;
    private readonly Counter<long> _answers;
    private readonly Counter<long> _welcomes;
    private readonly Counter<long> _signalsDropped;
    private readonly Histogram<double> _commandSeconds;
    private int _connections;
    private int _lessons;

    public LessonMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _closed = meter.CreateCounter<long>("classroom.gateway.closings", "{connection}", "Connections closed by the gateway, by code.");
        _stalled = meter.CreateCounter<long>("classroom.gateway.writes_stalled", "{connection}", "Connections closed since one write to them took too long.");
        _frames = meter.CreateCounter<long>("classroom.gateway.frames", "{frame}", "Frames of entries written to connections.");
        _answers = meter.CreateCounter<long>("classroom.gateway.answers", "{command}", "Answers to commands, by refusal.");
        _welcomes = meter.CreateCounter<long>("classroom.gateway.welcomes", "{connection}", "Welcomes, by source: ring, log or view.");
        _signalsDropped = meter.CreateCounter<long>("classroom.gateway.signals_dropped", "{signal}", "Signals that were invalid or beyond the rate.");
        _commandSeconds = meter.CreateHistogram<double>("classroom.gateway.command_duration", "s", "From a command's turn in its connection's queue to its answer.");
        meter.CreateObservableUpDownCounter("classroom.gateway.connections", () => Connections, "{connection}", "Open lesson connections.");
        meter.CreateObservableUpDownCounter("classroom.gateway.lessons", () => _lessons, "{lesson}", "Lessons followed.");
    }

    /// <summary>Open lesson connections.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public void Opened() => Interlocked.Increment(ref _connections);

    public void Gone() => Interlocked.Decrement(ref _connections);

    public void LessonsAre(int count) => Volatile.Write(ref _lessons, count);

    public void Closed(CloseCode code) => _closed.Add(1, new KeyValuePair<string, object?>("code", ProtocolJson.NameOf(code)));

    public void Stalled() => _stalled.Add(1);

    public void Frame() => _frames.Add(1);

    public void Answered(LessonRefusal? refusal, double seconds)
    {
        _answers.Add(1, new KeyValuePair<string, object?>("refusal", refusal is { } known ? ProtocolJson.NameOf(known) : "none"));
        _commandSeconds.Record(seconds);
    }

    public void Refused(LessonRefusal refusal) => _answers.Add(1, new KeyValuePair<string, object?>("refusal", ProtocolJson.NameOf(refusal)));

    /// <param name="source"><c>ring</c>, <c>log</c> or <c>view</c>.</param>
    public void Welcomed(string source) => _welcomes.Add(1, new KeyValuePair<string, object?>("source", source));

    public void SignalDropped() => _signalsDropped.Add(1);
}
