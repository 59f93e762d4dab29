using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Classroom.Contracts.Lessons;
using Classroom.Grains.Lessons;
using Classroom.Grains.Tests.Clusters;
using Classroom.Testing.Lessons;
using Microsoft.Extensions.DependencyInjection;
using static Classroom.Grains.Tests.Clusters.LessonCluster;

namespace Classroom.Grains.Tests.Hosting;

/// <summary>What operators watch moves when it should.</summary>
public sealed class MetricsTests
{
    [Fact]
    public async Task Commands_commits_pushes_and_losses_are_counted()
    {
        await using var cluster = await StartAsync();
        using var metrics = new Metrics(cluster);
        await cluster.GoLiveAsync();
        await cluster.SendAsync(Ada, new EndLesson());
        var sink = await cluster.FollowAsync("g1", Teacher);
        await sink.WaitForAsync(2);
        var live = metrics["classroom.lessons.live"];
        cluster.Faults.Next(LogOperation.Append, LogFault.Lose);
        await cluster.SendAsync(Teacher, new PostMessage("lost"));
        await sink.WaitForDropAsync();

        Assert.Equal(1, live);
        Assert.Equal(1, metrics["classroom.lessons.commands.accepted"]);
        Assert.Equal(1, metrics["classroom.lessons.commands.refused notAllowed"]);
        Assert.Equal(1, metrics["classroom.lessons.commands.refused unavailable"]);
        Assert.Equal(1, metrics["classroom.lessons.batches.unknown"]);
        Assert.Equal(1, metrics["classroom.lessons.pumps.dropped lost"]);
        Assert.Equal(1, metrics["classroom.lessons.commit.duration"]);
        Assert.Equal(1, metrics["classroom.lessons.push.duration"]);
        Assert.Equal(0, metrics["classroom.lessons.commands.pending"]);
        Assert.Equal(0, metrics["classroom.lessons.log.queue"]);
    }

    /// <summary>Sums of one cluster's counters, and counts of its histograms.</summary>
    private sealed class Metrics : IDisposable
    {
        private readonly ConcurrentDictionary<string, long> _values = new();
        private readonly MeterListener _listener = new();

        public Metrics(LessonCluster cluster)
        {
            // The meters of this cluster's silo alone: tests run side by side.
            var scope = cluster.Orleans.Silos[0].ServiceProvider.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == LessonMetrics.MeterName && instrument.Meter.Scope == scope)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, instrument is Histogram<long> ? 1 : value, tags));
            _listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Add(instrument, 1, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument, 1, tags));
            _listener.Start();
        }

        public long this[string name] => _values.GetValueOrDefault(name);

        public void Dispose() => _listener.Dispose();

        private void Add(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var name = tags.IsEmpty ? instrument.Name : $"{instrument.Name} {tags[0].Value}";
            _values.AddOrUpdate(name, value, (_, sum) => sum + value);
        }
    }
}
