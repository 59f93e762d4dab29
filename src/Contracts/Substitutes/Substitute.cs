using Classroom.Contracts.Ids;

namespace Classroom.Contracts.Substitutes;

/// <summary>Body of <c>POST /api/v1/schools/{school}/substitutes</c>: lets a teacher stand in for those of a class.</summary>
/// <param name="Class">The class, of this school.</param>
/// <param name="Teacher">Who stands in: a teacher of this school.</param>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends by itself; after <paramref name="From"/>, by at most 400 days, and not over yet.</param>
/// <param name="Reason">For the office: at most 200 UTF-16 code units.</param>
public sealed record AddSubstitute(ClassId Class, PersonId Teacher, DateTimeOffset From, DateTimeOffset To, string? Reason = null);

/// <summary>One teacher who stands in for those of a class. While it runs they are a teacher of the class everywhere.</summary>
/// <param name="Id">Which.</param>
/// <param name="Class">In which class.</param>
/// <param name="ClassTitle">Its name; absent if the roster does not have it any more.</param>
/// <param name="Teacher">Who stands in.</param>
/// <param name="GivenName">Their given name; absent if the roster does not have them any more.</param>
/// <param name="FamilyName">Their family name; absent likewise.</param>
/// <param name="From">When it begins, or began.</param>
/// <param name="To">When it ends, or ended.</param>
/// <param name="Reason">What the office noted.</param>
public sealed record Substitute(
    SubstituteId Id, ClassId Class, string? ClassTitle, PersonId Teacher, string? GivenName, string? FamilyName, DateTimeOffset From, DateTimeOffset To, string? Reason);
