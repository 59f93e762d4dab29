using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Classroom.Contracts.Json;
using Classroom.Contracts.Ids;

namespace Classroom.Contracts.Rosters;

/// <summary>One person of a school, with what the office needs to know of how they sign in. Never holds a secret.</summary>
/// <param name="Id">Who, within the school.</param>
/// <param name="GivenName">Given name, for display.</param>
/// <param name="FamilyName">Family name, for display and order.</param>
/// <param name="Roles">What they are at the school; at least one.</param>
/// <param name="Email">Where an invitation can go, if the roster says so.</param>
/// <param name="Account">How far they got with a password. Students need none.</param>
/// <param name="Login">What they sign in with, or will; absent without an account.</param>
/// <param name="InvitationExpiresAt">When the invitation that can still be accepted ends; absent if there is none.</param>
/// <param name="HasCode">Whether they have a personal code.</param>
/// <param name="CodeIssuedAt">When it was issued; absent without one.</param>
/// <param name="Classes">The classes they learn or teach in, by title: they tell people of one name apart.</param>
public sealed record PersonInOffice(
    PersonId Id,
    string GivenName,
    string FamilyName,
    ImmutableArray<SchoolRole> Roles,
    string? Email,
    AccountState Account,
    string? Login,
    DateTimeOffset? InvitationExpiresAt,
    bool HasCode,
    DateTimeOffset? CodeIssuedAt,
    ImmutableArray<ClassOfPerson> Classes);

/// <summary>A class that somebody is in.</summary>
/// <param name="Class">Which class.</param>
/// <param name="Title">Its name, for display.</param>
public sealed record ClassOfPerson(ClassId Class, string Title);

/// <summary>How far a person got with a password.</summary>
[JsonConverter(typeof(NamedEnumConverter<AccountState>))]
public enum AccountState
{
    /// <summary>No password, and no invitation that can still be accepted.</summary>
    [JsonStringEnumMemberName("none")]
    None = 0,

    /// <summary>No password yet; an invitation can be accepted.</summary>
    [JsonStringEnumMemberName("invited")]
    Invited = 1,

    /// <summary>Has a password.</summary>
    [JsonStringEnumMemberName("active")]
    Active = 2,
}
