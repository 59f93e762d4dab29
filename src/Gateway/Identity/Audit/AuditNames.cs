using System.Collections.Immutable;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Timetables;
using Classroom.Ports.Identity;
using Classroom.Ports.Rosters;
using Classroom.Ports.Timetables;

namespace Classroom.Gateway.Identity.Audit;

/// <summary>Says to whom the ids of an audit trail belong, as the roster has it now: the trail itself holds no names, so who left is named no more.</summary>
internal sealed class AuditNames(IRosterReader roster, ITimetableStore timetable, IAccountStore accounts)
{
    /// <summary>The entries with names; each is read once.</summary>
    /// <param name="entries">Of one page.</param>
    /// <param name="toAdministrator">Whether an administrator reads: only they are told names of administrators.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<ImmutableArray<NamedAuditEntry>> NameAsync(ImmutableArray<AuditEntry> entries, bool toAdministrator, CancellationToken cancellationToken)
    {
        var reading = new Reading(roster, timetable, accounts, toAdministrator, cancellationToken);
        var named = ImmutableArray.CreateBuilder<NamedAuditEntry>(entries.Length);
        foreach (var entry in entries)
        {
            named.Add(await reading.NameAsync(entry));
        }

        return named.MoveToImmutable();
    }

    private sealed class Reading(IRosterReader roster, ITimetableStore timetable, IAccountStore accounts, bool toAdministrator, CancellationToken cancellationToken)
    {
        private readonly Dictionary<AccountId, string?> _people = [];
        private readonly Dictionary<ClassId, string?> _classes = [];
        private readonly Dictionary<LessonId, LessonPlan?> _lessons = [];

        public async Task<NamedAuditEntry> NameAsync(AuditEntry entry)
        {
            var subject = AuditSubject.Of(entry);
            var plan = subject.Lesson is { } lesson ? await LessonAsync(lesson) : null;
            return new(
                entry.Sequence,
                entry.At,
                entry.Actor,
                entry.Actor is { } actor ? await PersonAsync(actor) : null,
                entry.School,
                entry.Action,
                entry.Subject,
                subject.Person is { } person ? await PersonAsync(person) : null,
                (subject.Class ?? plan?.Class) is { } @class ? await ClassAsync(@class) : null,
                plan?.Title,
                plan?.StartsAt,
                subject.From,
                subject.To);
        }

        private async Task<string?> PersonAsync(AccountId account)
        {
            if (!_people.TryGetValue(account, out var name))
            {
                _people[account] = name = account.Person is { } person
                    ? (await roster.ReadPersonAsync(person, cancellationToken))?.FullName()
                    : toAdministrator ? (await accounts.ReadAsync(account, cancellationToken))?.DisplayName : null;
            }

            return name;
        }

        private async Task<string?> ClassAsync(ClassId @class)
        {
            if (!_classes.TryGetValue(@class, out var title))
            {
                _classes[@class] = title = (await roster.ReadClassAsync(@class, cancellationToken))?.Title;
            }

            return title;
        }

        private async Task<LessonPlan?> LessonAsync(LessonId lesson)
        {
            if (!_lessons.TryGetValue(lesson, out var plan))
            {
                _lessons[lesson] = plan = await timetable.ReadAsync(lesson, cancellationToken);
            }

            return plan;
        }
    }
}
