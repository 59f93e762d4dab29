using System.Globalization;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Ids;

namespace Classroom.Gateway.Identity.Audit;

/// <summary>What the subject of an entry names.</summary>
/// <param name="Person">Whose account, or who.</param>
/// <param name="Class">Which class.</param>
/// <param name="Lesson">Which lesson.</param>
/// <param name="From">When it begins.</param>
/// <param name="To">When it was to end.</param>
internal sealed record AuditSubject(AccountId? Person = null, ClassId? Class = null, LessonId? Lesson = null, DateTimeOffset? From = null, DateTimeOffset? To = null)
{
    private static readonly AuditSubject Nothing = new();

    /// <summary>Reads a subject; one that cannot be read names nothing.</summary>
    public static AuditSubject Of(AuditEntry entry)
    {
        var parts = entry.Subject?.Split('/') ?? [];
        return entry.Action switch
        {
            AuditAction.SubstituteAdded or AuditAction.SubstituteRemoved when parts.Length >= 2 && ClassId.TryParse(parts[0], null, out var @class) =>
                new(PersonOf(entry.School, parts[1]), @class, null, InstantOf(parts.ElementAtOrDefault(2)), InstantOf(parts.ElementAtOrDefault(3))),
            AuditAction.RegisterCorrected when parts.Length == 2 && LessonId.TryParse(parts[0], null, out var lesson) =>
                new(PersonOf(entry.School, parts[1]), Lesson: lesson),
            AuditAction.InvitationIssued or AuditAction.InvitationAccepted or AuditAction.PasswordChanged or AuditAction.CodeIssued or AuditAction.AdministratorSetUp
                when AccountId.TryParse(entry.Subject, null, out var account) => new(account),
            _ => Nothing,
        };
    }

    private static AccountId? PersonOf(SchoolId? school, string person) =>
        school is { } its && PersonId.TryParse(person, null, out var id) ? AccountId.Of(PersonKey.Of(its, id)) : null;

    private static DateTimeOffset? InstantOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant.ToUniversalTime() : null;
}
