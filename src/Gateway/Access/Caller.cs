using System.Collections.Immutable;
using System.Security.Claims;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Lessons;
using Classroom.Contracts.Rosters;

namespace Classroom.Gateway.Access;

/// <summary>Who makes a request, as their session says, and what they may reach: the one door.</summary>
/// <remarks>
/// What the caller may not read is <em>not found</em>: endpoints answer it exactly as what does not exist.
/// Pure: decides from the session and what was read, never from what the client says about itself.
/// A parameter of this type in an endpoint that requires authorization is filled by <see cref="BindAsync"/>.
/// </remarks>
/// <param name="Account">Which account.</param>
/// <param name="Session">Which of its sessions.</param>
/// <param name="School">Their school; null for an administrator.</param>
/// <param name="Person">Who they are there; null for an administrator.</param>
/// <param name="Roles">What they are there in this session; empty for an administrator.</param>
/// <param name="IsAdministrator">Whether they run the node.</param>
/// <param name="DisplayName">Name to greet them with.</param>
internal sealed record Caller(
    AccountId Account,
    SessionRef Session,
    SchoolId? School,
    PersonId? Person,
    ImmutableArray<SchoolRole> Roles,
    bool IsAdministrator,
    string DisplayName)
{
    /// <summary>The school whose office they are; null for all others.</summary>
    public SchoolId? OfficeOf => School is { } school && Is(SchoolRole.Office, school) ? school : null;

    /// <summary>Whether the school exists for the caller, if it exists: <see cref="SchoolDoor"/> asks both.</summary>
    public bool MayReadSchool(SchoolId school) => IsAdministrator || School == school;

    /// <summary>Whether the caller runs the school, if it exists: its people, rosters, invitations and codes. <see cref="SchoolDoor"/> asks both.</summary>
    public bool MayManageSchool(SchoolId school) => IsAdministrator || Is(SchoolRole.Office, school);

    /// <summary>Whether the caller may read what was done in the school; its trail outlives it.</summary>
    public bool MayReadTrail(SchoolId school) => MayManageSchool(school);

    /// <summary>Whether the class, and what is planned in it, exists for the caller.</summary>
    public bool MayReadClass(ClassRoster roster) => MayManageSchool(roster.Class.School) || LessonRoleIn(roster) is not null;

    /// <summary>Whether the caller may read and correct the registers of the class's lessons.</summary>
    public bool MayKeepRegister(ClassRoster roster) => MayManageSchool(roster.Class.School) || LessonRoleIn(roster) == LessonRole.Teacher;

    /// <summary>Whether the caller may plan, change and cancel lessons of the class.</summary>
    public bool MayPlanIn(ClassRoster roster) => LessonRoleIn(roster) == LessonRole.Teacher;

    /// <summary>
    /// As what the caller enters lessons of the class; null: not at all, and its lessons' contents are not found.
    /// The office and administrators enter none. A session by student code is never a teacher's.
    /// </summary>
    public LessonRole? LessonRoleIn(ClassRoster roster)
    {
        if (Person is not { } person || School != roster.Class.School)
        {
            return null;
        }

        var roles = roster.Enrollments.Where(enrollment => enrollment.Person == person).Select(enrollment => enrollment.Role).ToArray();
        return roles.Contains(SchoolRole.Teacher) && Roles.Contains(SchoolRole.Teacher) ? LessonRole.Teacher
            : roles.Contains(SchoolRole.Student) && Roles.Contains(SchoolRole.Student) ? LessonRole.Student
            : null;
    }

    /// <summary>Whether the caller may read this person's own things: their day, their classes.</summary>
    public bool MayReadPerson(PersonKey person) => Account.Person == person || MayManageSchool(person.School);

    private bool Is(SchoolRole role, SchoolId school) => School == school && Roles.Contains(role);

    /// <summary>The caller behind a principal of this gateway; null if nobody is signed in.</summary>
    public static Caller? Of(ClaimsPrincipal? principal) => (principal?.Identity as CallerIdentity)?.Caller;

    /// <summary>Fills endpoint parameters.</summary>
    /// <exception cref="InvalidOperationException">The endpoint lets in people who are not signed in.</exception>
    public static ValueTask<Caller?> BindAsync(HttpContext context) =>
        Of(context.User) is { } caller ? new(caller) : throw new InvalidOperationException("An endpoint that takes a Caller must require authorization.");
}

/// <summary>Names a session and what must still be true of its account for it to live.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Id">Which; random.</param>
/// <param name="Stamp">Stamp of the account when it started.</param>
/// <param name="ExpiresAt">When it ends by itself.</param>
/// <param name="IsRemembered">Whether its cookie outlives the browser.</param>
internal sealed record SessionRef(AccountId Account, string Id, string Stamp, DateTimeOffset ExpiresAt, bool IsRemembered = false);

/// <summary>Carries the caller in ASP.NET's principal, typed.</summary>
internal sealed class CallerIdentity : ClaimsIdentity
{
    public CallerIdentity(Caller caller, string authenticationType)
        : base(ClaimsOf(caller), authenticationType) => Caller = caller;

    public Caller Caller { get; }

    private static IEnumerable<Claim> ClaimsOf(Caller caller) => [new(ClaimTypes.NameIdentifier, caller.Account.ToString())];
}
