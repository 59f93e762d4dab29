using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Domain.Substitutes;
using Classroom.Domain.Timetables;
using Classroom.Grains.Abstractions.Timetables;
using Classroom.Grains.Rosters;
using Classroom.Grains.Substitutes;
using Classroom.Ports.Rosters;
using Microsoft.Extensions.Options;

namespace Classroom.Grains.Timetables;

/// <summary>One person: their classes, kept in memory, and from them their day; and the devices they came with.</summary>
internal abstract class PersonGrain : Grain, IPersonGrain
{
    private const int DevicesMax = 16;

    private readonly PersonKey _id;
    private readonly RosterCache<IReadOnlyList<ClassOfPerson>> _classes;
    private readonly IRosterReader _rosters;
    private readonly RunningSubstitutes _substitutes;
    private readonly TimetableOptions _options;
    private readonly TimeProvider _time;
    private readonly List<SeenDevice> _devices = [];

    protected PersonGrain(IRosterReader rosters, SchoolVersions versions, RunningSubstitutes substitutes, IOptions<TimetableOptions> options, TimeProvider time)
    {
        (_rosters, _substitutes, _options, _time) = (rosters, substitutes, options.Value, time);
        _id = PersonKey.Parse(this.GetPrimaryKeyString());
        _classes = new RosterCache<IReadOnlyList<ClassOfPerson>>(_id.School, versions, ReadClassesAsync);
    }

    public async Task<ImmutableArray<DayLesson>> Day(DateTimeOffset from, DateTimeOffset to)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(to - from, PlanLimits.WindowMax);
        var own = await _classes.GetAsync() ?? [];
        var days = await Task.WhenAll(own.Concat(await ReadSubstitutedAsync(own)).Select(async of =>
            (await Class(of.Class).Lessons(from, to)).Where(plan => SubstituteRules.Has(plan.StartsAt, of.Until)).Select(plan => new DayLesson(plan, of.Title, of.Role))));
        return
        [
            .. days.SelectMany(lessons => lessons)
                .OrderBy(lesson => lesson.Plan.StartsAt)
                .ThenBy(lesson => lesson.Plan.Lesson.ToString(), StringComparer.Ordinal),
        ];
    }

    public Task DeviceSeen(DeviceId device, LessonId lesson)
    {
        _devices.RemoveAll(seen => seen.Device == device);
        _devices.Insert(0, new SeenDevice(device, lesson, _time.GetUtcNow()));
        if (_devices.Count > DevicesMax)
        {
            _devices.RemoveAt(DevicesMax);
        }

        return Task.CompletedTask;
    }

    public Task<ImmutableArray<SeenDevice>> Devices() => Task.FromResult(_devices.ToImmutableArray());

    private IClassGrain Class(ClassId id) => GrainFactory.GetGrain<IClassGrain>(id.ToString());

    private async Task<IReadOnlyList<ClassOfPerson>?> ReadClassesAsync()
    {
        var enrolled = await _rosters.ReadClassesOfAsync(_id);
        var classes = await Task.WhenAll(enrolled.Take(_options.ClassesPerPersonMax).Select(async of =>
            await Class(of.Class).Roster() is { } roster ? new ClassOfPerson(of.Class, roster.Title, of.Role) : null));
        return [.. classes.OfType<ClassOfPerson>()];
    }

    /// <summary>Further classes in which this person stands in now, as the classes themselves say.</summary>
    private async Task<IEnumerable<ClassOfPerson>> ReadSubstitutedAsync(IReadOnlyList<ClassOfPerson> own)
    {
        var further = (await _substitutes.OfTeacherAsync(_id)).Select(one => one.Class).Distinct().Where(id => own.All(of => of.Class != id));
        var classes = await Task.WhenAll(further.Take(_options.ClassesPerPersonMax).Select(async id =>
            await Class(id).Roster() is { } roster && roster.Enrollments.FirstOrDefault(one => one.Person.ToString() == _id.Local) is { Until: { } until } standing
                ? new ClassOfPerson(id, roster.Title, standing.Role, until)
                : null));
        return classes.OfType<ClassOfPerson>();
    }

    private sealed record ClassOfPerson(ClassId Class, string Title, SchoolRole Role, DateTimeOffset? Until = null);
}
