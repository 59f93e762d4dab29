using System.Text.Json.Serialization;
using Classroom.Contracts.Json;
using Classroom.Contracts.Ids;

namespace Classroom.Contracts.Identity;

/// <summary>One administrative act, as the audit trail keeps it. Holds ids, never names or secrets.</summary>
/// <param name="Sequence">Order of the trail; grows, may have gaps.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Actor">Who did it; absent: the node itself, at its console.</param>
/// <param name="School">Which school it concerns; absent: the node.</param>
/// <param name="Action">What was done.</param>
/// <param name="Subject">Id of the account, class or other thing it was done to.</param>
public sealed record AuditEntry(long Sequence, DateTimeOffset At, AccountId? Actor, SchoolId? School, AuditAction Action, string? Subject);

/// <summary>An entry of the audit trail as it is read: with the names that its ids have now. What has no name any more comes without.</summary>
/// <param name="Sequence">Order of the trail; grows, may have gaps.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="Actor">Who did it; absent: the node itself, at its console. Without a tilde: an administrator of the node.</param>
/// <param name="ActorName">Name of who did it; of an administrator of the node only for administrators.</param>
/// <param name="School">Which school it concerns; absent: the node.</param>
/// <param name="Action">What was done.</param>
/// <param name="Subject">What it was done to: an account, class/person/from/to, lesson/person, settings as name=before&gt;after, or the version of a roster.</param>
/// <param name="PersonName">Name of the person it was done to.</param>
/// <param name="ClassTitle">Name of the class it is about.</param>
/// <param name="LessonTitle">Title of the lesson it is about.</param>
/// <param name="LessonStartsAt">Planned start of that lesson.</param>
/// <param name="From">When the substitution begins.</param>
/// <param name="To">When it was to end.</param>
public sealed record NamedAuditEntry(
    long Sequence,
    DateTimeOffset At,
    AccountId? Actor,
    string? ActorName,
    SchoolId? School,
    AuditAction Action,
    string? Subject,
    string? PersonName,
    string? ClassTitle,
    string? LessonTitle,
    DateTimeOffset? LessonStartsAt,
    DateTimeOffset? From,
    DateTimeOffset? To);

/// <summary>What can stand in the audit trail. Part of the protocol: append only.</summary>
[JsonConverter(typeof(NamedEnumConverter<AuditAction>))]
public enum AuditAction
{
    /// <summary>An administrator was made with a setup token.</summary>
    [JsonStringEnumMemberName("administratorSetUp")]
    AdministratorSetUp = 1,

    /// <summary>An invitation was issued for an account.</summary>
    [JsonStringEnumMemberName("invitationIssued")]
    InvitationIssued = 2,

    /// <summary>An invitation was accepted: the account has a new password.</summary>
    [JsonStringEnumMemberName("invitationAccepted")]
    InvitationAccepted = 3,

    /// <summary>Somebody changed their own password.</summary>
    [JsonStringEnumMemberName("passwordChanged")]
    PasswordChanged = 4,

    /// <summary>A student got a new personal code.</summary>
    [JsonStringEnumMemberName("codeIssued")]
    CodeIssued = 5,

    /// <summary>A roster was imported.</summary>
    [JsonStringEnumMemberName("rosterImported")]
    RosterImported = 6,

    /// <summary>An administrator asked for a link that makes a further administrator.</summary>
    [JsonStringEnumMemberName("administratorInvited")]
    AdministratorInvited = 7,

    /// <summary>A link that makes a further administrator was shown to who may command the node, because a password is lost.</summary>
    [JsonStringEnumMemberName("recoveryIssued")]
    RecoveryIssued = 8,

    /// <summary>A school's settings were changed. Subject: what, as <c>lateAfterMinutes=5&gt;10,language=fr&gt;en</c>; nothing stands for what is left to the node.</summary>
    [JsonStringEnumMemberName("settingsChanged")]
    SettingsChanged = 9,

    /// <summary>A teacher may stand in for those of a class. Subject: <c>class/person/from/to</c>, the instants in UTC to the second.</summary>
    [JsonStringEnumMemberName("substituteAdded")]
    SubstituteAdded = 10,

    /// <summary>A substitution was taken back. Subject: <c>class/person/from/to</c>, as it was added.</summary>
    [JsonStringEnumMemberName("substituteRemoved")]
    SubstituteRemoved = 11,

    /// <summary>Somebody's entry in a lesson's register was corrected. Subject: <c>lesson/person</c>.</summary>
    [JsonStringEnumMemberName("registerCorrected")]
    RegisterCorrected = 12,
}
