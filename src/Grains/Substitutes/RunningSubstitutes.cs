using System.Collections.Concurrent;
using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Rosters;
using Classroom.Domain.Substitutes;
using Classroom.Ports.Rosters;
using Classroom.Ports.Substitutes;

namespace Classroom.Grains.Substitutes;

/// <summary>Who stands in where, now: read at most once a second for each school, looked at by the clock at every call.</summary>
/// <remarks>So what ends by itself has ended at its instant, and what the office takes back has within a second. Bounded: a school has at most 500.</remarks>
internal sealed class RunningSubstitutes(ISubstituteStore substitutes, IRosterReader rosters, TimeProvider time)
{
    private const int SchoolsMax = 10_000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<SchoolId, (Task<ImmutableArray<Substitution>> Kept, long ReadAt)> _schools = new();

    /// <summary>Those of a teacher that run now.</summary>
    public async Task<IEnumerable<Substitution>> OfTeacherAsync(PersonKey teacher) =>
        (await RunningAsync(teacher.School)).Where(one => one.Teacher.ToString() == teacher.Local);

    /// <summary>The class with those who stand in now as its teachers.</summary>
    public async Task<ClassRoster> JoinAsync(ClassRoster roster)
    {
        var running = new List<StandIn>();
        foreach (var ofTeacher in (await RunningAsync(roster.Class.School)).Where(one => one.Class == roster.Class).GroupBy(one => one.Teacher))
        {
            if (await rosters.ReadPersonAsync(PersonKey.Of(roster.Class.School, ofTeacher.Key)) is { } person)
            {
                running.AddRange(ofTeacher.Select(one => new StandIn(person, one.To)));
            }
        }

        var joined = SubstituteRules.Join(roster, running);
        return joined == roster ? roster : joined with { Enrollments = [.. joined.Enrollments.Order(RosterOrder.Enrollments)] };
    }

    private async Task<IEnumerable<Substitution>> RunningAsync(SchoolId school)
    {
        var kept = await ReadAsync(school);
        var now = time.GetUtcNow();
        return kept.Where(one => SubstituteRules.IsRunning(one.From, one.To, now));
    }

    private Task<ImmutableArray<Substitution>> ReadAsync(SchoolId school)
    {
        if (_schools.TryGetValue(school, out var known) && !known.Kept.IsFaulted && time.GetElapsedTime(known.ReadAt) < KeptFor)
        {
            return known.Kept;
        }

        if (_schools.Count >= SchoolsMax)
        {
            _schools.Clear();
        }

        // Off the grain's scheduler: other grains wait for it as well.
        var kept = Task.Run(() => substitutes.ReadAsync(school, time.GetUtcNow()));
        _schools[school] = (kept, time.GetTimestamp());
        return kept;
    }
}
