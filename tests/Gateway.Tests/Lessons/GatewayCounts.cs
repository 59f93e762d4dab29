using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Classroom.Gateway.Lessons;

namespace Classroom.Gateway.Tests.Lessons;

/// <summary>What the lessons of one gateway counted, by instrument and label: tests run side by side.</summary>
internal sealed class GatewayCounts : IDisposable
{
    private readonly ConcurrentDictionary<string, long> _counts = new();
    private readonly MeterListener _listener = new();

    public GatewayCounts(IMeterFactory scope)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == LessonMetrics.MeterName && instrument.Meter.Scope == scope)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            _counts.AddOrUpdate(string.Join(' ', [instrument.Name, .. tags.ToArray().Select(tag => tag.Value)]), value, (_, sum) => sum + value));
        _listener.Start();
    }

    /// <summary>The counters whose names begin so, with their sums.</summary>
    public IEnumerable<string> Of(string instrument) =>
        _counts.Where(row => row.Key.StartsWith(instrument, StringComparison.Ordinal)).Select(row => $"{row.Key} {row.Value}").Order(StringComparer.Ordinal);

    public void Dispose() => _listener.Dispose();
}
