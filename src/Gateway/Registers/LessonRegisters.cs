using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Contracts.Registers;
using Classroom.Contracts.Rosters;
using Classroom.Contracts.Settings;
using Classroom.Domain.Registers;
using Classroom.Gateway.Lessons;
using Classroom.Ports.Registers;
using Classroom.Ports.Rosters;
using Classroom.Ports.Settings;

namespace Classroom.Gateway.Registers;

/// <summary>Makes registers: what the log recorded, what was corrected since, and names.</summary>
internal sealed class LessonRegisters(RegisterBooks books, IRegisterStore store, IRosterReader rosters, ISchoolSettingsStore settings, TimeProvider time)
{
    /// <summary>How late or early a school tolerates, in minutes, as it decided.</summary>
    public async Task<int> LateAfterMinutesAsync(SchoolId school, CancellationToken cancellationToken) =>
        (await settings.ReadAsync(school, cancellationToken)).Settings.LateAfterMinutes;

    /// <summary>What the school's files are written in, as it decided.</summary>
    public async Task<SchoolLanguage> LanguageAsync(SchoolId school, CancellationToken cancellationToken) =>
        (await settings.ReadAsync(school, cancellationToken)).Settings.Language;

    /// <summary>The register of a lesson; of a live one, so far.</summary>
    public async Task<LessonRegister> ReadAsync(LessonAccess access, CancellationToken cancellationToken)
    {
        var (plan, roster) = (access.Plan, access.Roster);
        var book = await books.ReadAsync(plan.Lesson, cancellationToken);
        var lateAfter = await LateAfterMinutesAsync(plan.Lesson.School, cancellationToken);
        var times = new RegisterTimes(plan.StartsAt, TimeSpan.FromMinutes(lateAfter), time.GetUtcNow());
        var people = book.StartedAt is null ? [] : await PeopleAsync(book, times, plan.Lesson, roster, cancellationToken);
        return new(
            plan.Lesson, plan.Class, roster.Title, plan.Title, plan.StartsAt, plan.EndsAt, book.StartedAt, book.EndedAt,
            lateAfter, book.Sequence, book.EndedAt ?? times.Now, people);
    }

    private async Task<ImmutableArray<RegisterPerson>> PeopleAsync(RegisterBook book, RegisterTimes times, LessonId lesson, ClassRoster roster, CancellationToken cancellationToken)
    {
        var corrections = (await store.ReadAsync(lesson, cancellationToken)).ToLookup(correction => correction.Person);
        var students = roster.Enrollments.Where(enrollment => enrollment.Role == SchoolRole.Student).ToList();
        var expected = students.Select(student => student.Person).ToHashSet();
        var others = book.People
            .Where(person => person.Value.Role == LessonRole.Student && RegisterRules.Of(book, person.Key, times)!.ArrivedAt is not null)
            .Select(person => PersonId.Parse(person.Key.ToString()))
            .Concat(corrections.Select(corrected => corrected.Key))
            .Distinct()
            .Where(person => !expected.Contains(person));
        foreach (var person in others)
        {
            var known = await rosters.ReadPersonAsync(PersonKey.Of(lesson.School, person), cancellationToken);
            students.Add(new(person, SchoolRole.Student, known?.GivenName ?? "", known?.FamilyName ?? ""));
        }

        var names = await NamesAsync(corrections.SelectMany(of => of), lesson.School, cancellationToken);
        return [.. students.Select(student => Entry(student, RegisterRules.Of(book, ParticipantId.Of(student.Person), times)!, book, [.. corrections[student.Person].Select(Made)]))];

        RegisterCorrection Made(StoredCorrection made) => new(made.Status, made.Reason, made.By, made.By is { } by ? names[by] : "", made.At);
    }

    private static RegisterPerson Entry(Enrollment student, RecordedPresence recorded, RegisterBook book, ImmutableArray<RegisterCorrection> corrections)
    {
        var isHere = book.EndedAt is null && recorded is { ArrivedAt: not null, LeftAt: null };
        return new(
            student.Person,
            student.GivenName,
            student.FamilyName,
            corrections is [.., var last] ? last.Status : recorded.Status,
            recorded.Status,
            recorded.ArrivedAt,
            recorded.LeftAt,
            recorded.LateMinutes,
            recorded.LeftEarlyMinutes,
            recorded.PresentMinutes,
            [.. recorded.Intervals.Select((interval, index) => new RegisterInterval(interval.From, isHere && index == recorded.Intervals.Length - 1 ? null : interval.To))],
            corrections);
    }

    /// <summary>Names of those who corrected, as the roster has them now.</summary>
    private async Task<Dictionary<PersonId, string>> NamesAsync(IEnumerable<StoredCorrection> corrections, SchoolId school, CancellationToken cancellationToken)
    {
        var names = new Dictionary<PersonId, string>();
        foreach (var by in corrections.Select(correction => correction.By).OfType<PersonId>().Distinct())
        {
            var person = await rosters.ReadPersonAsync(PersonKey.Of(school, by), cancellationToken);
            names[by] = person?.FullName() ?? "";
        }

        return names;
    }
}
