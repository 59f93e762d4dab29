using System.Collections.Immutable;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Problems;
using Classroom.Gateway.Identity.Sessions;

namespace Classroom.Gateway.Identity;

/// <summary>What came of a sign-in: a session, or the code of the problem and what belongs to it.</summary>
internal sealed record SignInOutcome(SessionGrant? Grant, string? Problem = null, TimeSpan Wait = default, ImmutableArray<SchoolId> Schools = default)
{
    public static readonly SignInOutcome Failed = new(null, ProblemCode.SignInFailed);
    public static readonly SignInOutcome Busy = new(null, ProblemCode.Busy, TimeSpan.FromSeconds(2));

    public static SignInOutcome Started(SessionGrant grant) => new(grant);

    public static SignInOutcome After(TimeSpan wait) => new(null, ProblemCode.TooManyAttempts, wait);

    public static SignInOutcome Choose(ImmutableArray<SchoolId> schools) => new(null, ProblemCode.SchoolRequired, Schools: schools);
}
