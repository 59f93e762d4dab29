using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Domain.Substitutes;
using Classroom.Grains.Rosters;
using Classroom.Ports.Rosters;
using Classroom.Ports.Substitutes;

namespace Classroom.Grains.Substitutes;

/// <summary>Who stands in where, now: read at most once a second for each school, looked at by the clock at every call.</summary>
/// <remarks>So what ends by itself has ended at its instant, and what the office takes back has within a second. Bounded: a school has at most 500.</remarks>
internal sealed class RunningSubstitutes
{
    private readonly SchoolReads<ImmutableArray<Substitution>> _kept;
    private readonly IRosterReader _rosters;
    private readonly TimeProvider _time;

    public RunningSubstitutes(ISubstituteStore substitutes, IRosterReader rosters, TimeProvider time)
    {
        (_rosters, _time) = (rosters, time);
        _kept = new(school => substitutes.ReadAsync(school, time.GetUtcNow()), time);
    }

    /// <summary>Those of a teacher that run now.</summary>
    public async Task<IEnumerable<Substitution>> OfTeacherAsync(PersonKey teacher) =>
        (await RunningAsync(teacher.School)).Where(one => one.Teacher.ToString() == teacher.Local);

    /// <summary>The class with those who stand in now as its teachers.</summary>
    public async Task<ClassRoster> JoinAsync(ClassRoster roster)
    {
        var running = new List<StandIn>();
        foreach (var ofTeacher in (await RunningAsync(roster.Class.School)).Where(one => one.Class == roster.Class).GroupBy(one => one.Teacher))
        {
            if (await _rosters.ReadPersonAsync(PersonKey.Of(roster.Class.School, ofTeacher.Key)) is { } person)
            {
                running.AddRange(ofTeacher.Select(one => new StandIn(person, one.To)));
            }
        }

        var joined = SubstituteRules.Join(roster, running);
        return joined == roster ? roster : joined with { Enrollments = [.. joined.Enrollments.Order(RosterOrder.Enrollments)] };
    }

    private async Task<IEnumerable<Substitution>> RunningAsync(SchoolId school)
    {
        var kept = await _kept.OfAsync(school);
        var now = _time.GetUtcNow();
        return kept.Where(one => SubstituteRules.IsRunning(one.From, one.To, now));
    }
}
