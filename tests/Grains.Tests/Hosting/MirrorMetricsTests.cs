using System.Diagnostics.Metrics;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Contracts.Timetables;
using Classroom.Domain.Lessons;
using Classroom.Grains.Lessons;
using Classroom.Grains.Settings;
using Classroom.Grains.Tests.Clusters;
using Classroom.Ports.Identity;
using Classroom.Ports.Settings;
using Classroom.Storage.InMemory.Timetables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Classroom.Grains.Tests.Hosting;

/// <summary>What fails beside a lesson, without anybody in it noticing, is counted.</summary>
public sealed class MirrorMetricsTests : IDisposable
{
    private static readonly DateTimeOffset EightOClock = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly LessonPlan Plan = new(
        LessonId.Parse("demo~maths"), ClassId.Parse("demo~3b"), "Fractions", EightOClock, EightOClock.AddHours(1), LessonStatus.Planned, 1);

    private readonly FakeTimeProvider _time = new(EightOClock);
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<LessonMetrics>().BuildServiceProvider();
    private readonly Dictionary<string, long> _counts = [];
    private readonly MeterListener _listener = new();

    public MirrorMetricsTests()
    {
        var scope = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == scope)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => _counts[instrument.Name] = _counts.GetValueOrDefault(instrument.Name) + value);
        _listener.Start();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task A_try_to_write_into_the_timetable_that_fails_is_counted_and_one_that_succeeds_is_not()
    {
        var timetable = new FaultyTimetable(new InMemoryTimetableStore());
        await timetable.SaveAsync(Plan, Stop);
        timetable.FailSaves(1);
        var mirror = new TimetableMirror(Plan.Lesson, timetable, _time, _services.GetRequiredService<LessonMetrics>(), NullLogger.Instance);
        await mirror.ReadAsync(Stop);
        var live = LessonView.Initial with { Phase = LessonPhase.Live };

        mirror.Follow(live);
        await mirror.Settled();
        _time.Advance(TimeSpan.FromSeconds(1));
        mirror.Follow(live);
        await mirror.Settled();

        Assert.Equal(LessonStatus.Live, mirror.Plan?.Status);
        Assert.Equal(1, Assert.Single(_counts, count => count.Key == "classroom.lessons.timetable.unwritten").Value);
    }

    [Fact]
    public async Task A_try_to_read_the_settings_that_fails_is_counted_and_leaves_the_limits()
    {
        var settings = new FailingSettings();
        var mirror = new SettingsMirror(Plan.Lesson.School, settings, new LessonLimits(), _time, _services.GetRequiredService<LessonMetrics>(), NullLogger.Instance);
        await mirror.ReadAsync(Stop);
        settings.Fails = true;

        _time.Advance(TimeSpan.FromSeconds(5));
        mirror.Follow();

        Assert.Equal(1, Assert.Single(_counts, count => count.Key == "classroom.lessons.settings.unread").Value);
        Assert.Equal(new LessonLimits(), mirror.Limits);
    }

    /// <summary>Settings that cannot be read from some time on.</summary>
    private sealed class FailingSettings : ISchoolSettingsStore
    {
        public bool Fails { get; set; }

        public Task<StoredSettings> ReadAsync(SchoolId school, CancellationToken cancellationToken = default) =>
            Fails ? Task.FromException<StoredSettings>(new IOException("The disk is gone.")) : Task.FromResult(StoredSettings.Undecided);

        public Task<bool> SaveAsync(SchoolId school, StoredSettings settings, AuditAct act, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
